using System.CommandLine;
using System.Text.Json;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Quality;
using SemanticCache.Cli.Reports.Html;

namespace SemanticCache.Cli.Reports;

/// <summary>The file that a report is written to; the end of its name says how.</summary>
internal static class ReportFile
{
    private const string Csv = ".csv";
    private const string Json = ".json";
    private const string Page = ".html";

    private static readonly string[] Kinds = [Csv, Json, Page];

    /// <summary>Returns the option <c>--out</c>.</summary>
    public static Option<FileInfo?> Option()
    {
        var option = new Option<FileInfo?>("--out")
        {
            Description = "Write the report to a file: the figures over time as .csv, all of it as .json, or a page to look at as .html", HelpName = "FILE",
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var name }] && !Kinds.Contains(KindOf(name)))
            {
                result.AddError($"--out: '{name}' is of no known kind; its name must end in {string.Join(", ", Kinds[..^1])} or {Kinds[^1]}");
            }
        });
        return option;
    }

    /// <summary>Makes sure that nothing is replaced that should not be.</summary>
    /// <param name="file">The file; null where none is to be written.</param>
    /// <param name="replaces">Whether a file that is there may be replaced.</param>
    /// <exception cref="UsageException">There is a file of that name, or none that could be replaced.</exception>
    public static void RequireFree(string? file, bool replaces)
    {
        if (file is null && replaces)
        {
            throw new UsageException("--force replaces the file of --out: give that as well.");
        }

        if (File.Exists(file) && !replaces)
        {
            throw new UsageException($"'{file}' is there already; give another name, or --force to replace it.");
        }
    }

    /// <summary>Writes a report.</summary>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static Task WriteAsync(string file, ReportResult report, CancellationToken cancellationToken) => OutputFile.WriteAsync(
        file,
        KindOf(file) switch
        {
            Csv => ReportCsv.Write(report),
            Json => JsonSerializer.Serialize(report, CliJson.Readable.ReportResult) + "\n",
            _ => ReportPage.Write(report),
        },
        cancellationToken);

    private static string KindOf(string file) => Path.GetExtension(file).ToLowerInvariant();
}
