using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Transfer;

/// <summary>An exported file, read in batches.</summary>
internal sealed class ImportFile
{
    private const int MostEntries = 200;
    private const int MostCharacters = 1024 * 1024;

    // Members of later versions are left out.
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    /// <param name="name">The file.</param>
    /// <param name="from">The first line that is read, from 1.</param>
    /// <exception cref="UsageException">There is no such file, or no such line.</exception>
    public ImportFile(string name, int from)
    {
        if (!File.Exists(name))
        {
            throw new UsageException($"'{name}' is not there.");
        }

        if (from < 1)
        {
            throw new UsageException($"--from-line: {from} is not from 1 on");
        }

        Name = name;
        From = from;
    }

    /// <summary>The file.</summary>
    public string Name { get; }

    /// <summary>The first line that is read, from 1.</summary>
    public int From { get; }

    /// <summary>Returns the namespace that the file begins with; null where it does not.</summary>
    public async Task<Namespace?> NamespaceAsync(CancellationToken cancellationToken)
    {
        await foreach (var first in File.ReadLinesAsync(Name, cancellationToken))
        {
            return NamespaceOf(first);
        }

        return null;
    }

    /// <summary>Counts the lines that are read.</summary>
    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var _ in File.ReadLinesAsync(Name, cancellationToken))
        {
            count++;
        }

        return Math.Max(0, count - From + 1);
    }

    /// <summary>Reads the lines in batches.</summary>
    public async IAsyncEnumerable<ImportBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (line, characters) = (0, 0);
        var batch = new ImportBatch(From);
        await foreach (var text in File.ReadLinesAsync(Name, cancellationToken))
        {
            if (++line < From)
            {
                continue;
            }

            if (batch.Entries.Count == MostEntries || (characters > 0 && characters + text.Length > MostCharacters))
            {
                yield return batch;
                (batch, characters) = (new ImportBatch(line), 0);
            }

            Add(batch, line, text);
            characters += text.Length;
        }

        yield return batch;
    }

    private static Namespace? NamespaceOf(string line)
    {
        try
        {
            return JsonNode.Parse(line)?["namespace"] is { } exported ? Parser.Parse<Namespace>(exported.ToJsonString()) : null;
        }
        catch (Exception mistake) when (mistake is JsonException or InvalidOperationException or InvalidProtocolBufferException or InvalidJsonException)
        {
            return null;
        }
    }

    private static void Add(ImportBatch batch, int line, string text)
    {
        batch.Lines++;
        if (text.Length == 0 || (line == 1 && NamespaceOf(text) is not null))
        {
            return;
        }

        try
        {
            batch.Entries.Add((line, Parser.Parse<StoredEntry>(text)));
        }
        catch (Exception mistake) when (mistake is InvalidProtocolBufferException or InvalidJsonException)
        {
            batch.Mistakes.Add(new RejectedLine(line, $"is no exported entry: {mistake.Message}"));
        }
    }
}
