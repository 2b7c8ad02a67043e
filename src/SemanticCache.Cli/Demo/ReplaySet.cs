using System.Text.Json;
using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Demo;

/// <summary>The replay files that lie beside the program.</summary>
internal static class ReplaySet
{
    /// <summary>The folder of the files.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "replay");

    /// <summary>Reads every cluster.</summary>
    /// <exception cref="UsageException">There are no files, so the program was installed incompletely.</exception>
    public static IReadOnlyList<ReplayCluster> Load()
    {
        var files = Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*.jsonl").Order(StringComparer.Ordinal).ToList() : [];
        return files.Count > 0
            ? WithoutShared([.. files.SelectMany(file => File.ReadLines(file).Where(line => line.Length > 0).Select(line => Read(file, line)))])
            : throw new UsageException($"The demo's questions are missing: there is no *.jsonl file in {Folder}.");
    }

    // The simulated model knows one answer to a question, so words that customers of two companies use are left out.
    private static IReadOnlyList<ReplayCluster> WithoutShared(IReadOnlyList<ReplayCluster> clusters)
    {
        var shared = clusters.SelectMany(cluster => cluster.Questions.Distinct(StringComparer.Ordinal))
            .CountBy(question => question, StringComparer.Ordinal).Where(count => count.Value > 1).Select(count => count.Key).ToHashSet(StringComparer.Ordinal);
        return [.. clusters.Select(cluster => cluster with { Questions = [.. cluster.Questions.Where(question => !shared.Contains(question))] })];
    }

    private static ReplayCluster Read(string file, string line)
    {
        using var document = JsonDocument.Parse(line);
        var cluster = document.RootElement;
        return new ReplayCluster(
            Path.GetFileNameWithoutExtension(file),
            cluster.GetProperty("answer").GetString() ?? "",
            [.. cluster.GetProperty("questions").EnumerateArray().Select(question => question.GetString() ?? "")],
            [.. cluster.GetProperty("near_misses").EnumerateArray().Select(miss => miss.GetProperty("question").GetString() ?? "")]);
    }
}
