using System.Collections.Immutable;
using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Pipeline;

/// <summary>What a caller asks of the cache itself; it can only tighten the policy.</summary>
public sealed record RequestControls
{
    /// <summary>A request that leaves everything to the policy.</summary>
    public static RequestControls Default { get; } = new();

    /// <summary>A similarity threshold, in [0, 1]; used where it is higher than the policy's.</summary>
    public double? SimilarityThreshold { get; init; }

    /// <summary>A minimum confidence, in [0, 1]; used where it is higher than the policy's.</summary>
    public double? MinimumConfidence { get; init; }

    /// <summary>How long the answer may be served; used where it is shorter than the policy's.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>The oldest answer that is acceptable; null accepts what the policy accepts.</summary>
    public TimeSpan? MaximumAge { get; init; }

    /// <summary>Do not serve from the cache; the answer is still written back.</summary>
    public bool NoCache { get; init; }

    /// <summary>Do not write the answer back.</summary>
    public bool NoStore { get; init; }

    /// <summary>How many tokens a second a stored answer is replayed with to this caller, from 0 (at once) to 1000; null takes the policy's.</summary>
    public int? ReplayTokensPerSecond { get; init; }

    /// <summary>The labels of the entry that a write-back stores.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The documents that the answer is written from.</summary>
    public ImmutableArray<SourceReference> Sources { get; init; } = [];
}
