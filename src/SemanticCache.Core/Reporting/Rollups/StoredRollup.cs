namespace SemanticCache.Core.Reporting.Rollups;

/// <summary>A rollup as it is written: what is zero is left out.</summary>
internal sealed record StoredRollup
{
    /// <summary>Requests by outcome.</summary>
    public Dictionary<string, long> Outcomes { get; init; } = [];

    /// <summary>Requests by reason.</summary>
    public Dictionary<string, long> Reasons { get; init; } = [];

    /// <summary>Refused candidates by guard.</summary>
    public Dictionary<string, long> Guards { get; init; } = [];

    /// <summary>Times of hits: microseconds and how many, by turns.</summary>
    public long[] Hits { get; init; } = [];

    /// <summary>Times of all else.</summary>
    public long[] Misses { get; init; } = [];

    /// <summary>Times to the first part of hits.</summary>
    public long[] FirstOfHits { get; init; } = [];

    /// <summary>Times to the first part of all else.</summary>
    public long[] FirstOfMisses { get; init; } = [];

    /// <summary>Similarities served: steps and how many, by turns.</summary>
    public long[] Served { get; init; } = [];

    /// <summary>Similarities refused.</summary>
    public long[] Refused { get; init; } = [];

    /// <summary>The sums.</summary>
    public RollupSums Sums { get; init; }
}
