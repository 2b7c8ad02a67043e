namespace SemanticCache.Cli.Bench;

/// <summary>What the client saw of one request.</summary>
/// <param name="FirstToken">The time from sending it to the first text of the answer.</param>
/// <param name="Total">The time from sending it to the end of the answer.</param>
/// <param name="CacheStatus">What the cache says it did, such as <c>HIT</c>; empty without a cache.</param>
/// <param name="Failure">Why it failed, or null.</param>
/// <param name="IsUnreachable">Whether it failed because nobody listens.</param>
internal sealed record BenchObservation(TimeSpan FirstToken, TimeSpan Total, string CacheStatus, string? Failure = null, bool IsUnreachable = false)
{
    /// <summary>A request that failed.</summary>
    public static BenchObservation Failed(string failure, bool isUnreachable = false) =>
        new(TimeSpan.Zero, TimeSpan.Zero, "", failure, isUnreachable);
}
