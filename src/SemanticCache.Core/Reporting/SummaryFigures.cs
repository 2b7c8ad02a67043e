using SemanticCache.Core.Pipeline;

namespace SemanticCache.Core.Reporting;

/// <summary>The figures of a namespace at one moment.</summary>
internal sealed record SummaryFigures
{
    /// <summary>The requests by outcome.</summary>
    public required IReadOnlyDictionary<CacheOutcomeKind, long> Outcomes { get; init; }

    /// <summary>How long hits took inside the service.</summary>
    public required LatencyPercentiles HitLatency { get; init; }

    /// <summary>How long everything else took, upstream included.</summary>
    public required LatencyPercentiles MissLatency { get; init; }

    /// <summary>The tokens of served answers.</summary>
    public required long TokensSaved { get; init; }

    /// <summary>What these tokens would have cost.</summary>
    public required double CostSaved { get; init; }

    /// <summary>Hits that the namespace's mode kept back; they are among the misses.</summary>
    public required long Withheld { get; init; }

    /// <summary>Hits that callers called right.</summary>
    public required long GoodFeedback { get; init; }

    /// <summary>Hits that callers called wrong.</summary>
    public required long BadFeedback { get; init; }
}
