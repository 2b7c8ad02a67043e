using SemanticCache.Cli.Invocation;
using SemanticCache.Evaluation.Replay;

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
        try
        {
            return WithoutShared([.. ReplayFolder.ReadOrThrow(Folder).Select(cluster => new ReplayCluster(
                cluster.Domain, cluster.Answer, cluster.Questions, [.. cluster.NearMisses.Select(miss => miss.Question)]))]);
        }
        catch (InvalidDataException mistake)
        {
            throw new UsageException($"The demo's questions are missing: {mistake.Message}");
        }
    }

    // The simulated model knows one answer to a question, so words that customers of two companies use are left out.
    private static IReadOnlyList<ReplayCluster> WithoutShared(IReadOnlyList<ReplayCluster> clusters)
    {
        var shared = clusters.SelectMany(cluster => cluster.Questions.Distinct(StringComparer.Ordinal))
            .CountBy(question => question, StringComparer.Ordinal).Where(count => count.Value > 1).Select(count => count.Key).ToHashSet(StringComparer.Ordinal);
        return [.. clusters.Select(cluster => cluster with { Questions = [.. cluster.Questions.Where(question => !shared.Contains(question))] })];
    }
}
