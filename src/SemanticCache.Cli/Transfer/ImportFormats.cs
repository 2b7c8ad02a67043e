using System.CommandLine.Parsing;
using System.Text.Json;
using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Transfer;

/// <summary>Tells what an imported file holds.</summary>
internal static class ImportFormats
{
    // Members that stand in the lines of an export, and in no question.
    private static readonly string[] Exported = ["namespace", "entry"];

    /// <summary>Reads the option's value.</summary>
    public static ImportFormat? Parse(ArgumentResult result)
    {
        if (Enum.GetValues<ImportFormat>().Where(known => WireNames.Of(known) == result.Tokens[0].Value).ToList() is [var format])
        {
            return format;
        }

        result.AddError($"--format: '{result.Tokens[0].Value}' is not a format; use export, jsonl or csv");
        return null;
    }

    /// <summary>Returns the format of a file by its first line that is not blank.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static async Task<ImportFormat> DetectAsync(string name, CancellationToken cancellationToken)
    {
        await foreach (var line in File.ReadLinesAsync(name, cancellationToken))
        {
            if (line.Trim().Length > 0)
            {
                return OfLine(line);
            }
        }

        throw new UsageException($"'{name}' is empty.");
    }

    private static ImportFormat OfLine(string line)
    {
        if (!line.TrimStart().StartsWith('{'))
        {
            return ImportFormat.Csv;
        }

        try
        {
            using var document = JsonDocument.Parse(line);
            return Exported.Any(member => document.RootElement.TryGetProperty(member, out _)) ? ImportFormat.Export : ImportFormat.Jsonl;
        }
        catch (JsonException)
        {
            // Which line is wrong, the import says.
            return ImportFormat.Jsonl;
        }
    }
}
