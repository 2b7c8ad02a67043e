using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Reports;

/// <summary>What was asked most and could not be served.</summary>
/// <param name="Recorded">Whether the policy has questions recorded now.</param>
/// <param name="Misses">The misses whose questions are recorded.</param>
/// <param name="Items">Questions put together by meaning, most asked first.</param>
internal sealed record TopMissesResult(bool Recorded, long Misses, IReadOnlyList<TopMiss> Items)
{
    /// <summary>Reads the list from the wire.</summary>
    public static TopMissesResult Of(ListTopMissesResponse found) =>
        new(found.Recorded, found.Misses, [.. found.Clusters.Select(cluster => new TopMiss(cluster.Question, cluster.Count, cluster.Wordings, [.. cluster.Samples]))]);

    /// <summary>Says why there is nothing to list, or that nothing is added any more; null where neither is so.</summary>
    /// <param name="name">The namespace.</param>
    public string? Note(string name) => this switch
    {
        { Recorded: false } => $"Questions are not recorded. Have them recorded from now on:\nsemcache policies set {name} record_queries=true",
        { Items.Count: 0 } => "There were none in this span.",
        _ => null,
    };
}
