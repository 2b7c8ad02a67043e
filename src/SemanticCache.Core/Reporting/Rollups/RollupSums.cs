namespace SemanticCache.Core.Reporting.Rollups;

/// <summary>The sums of a rollup that are no counts of requests.</summary>
internal readonly record struct RollupSums
{
    /// <summary>The tokens of served answers.</summary>
    public long TokensSaved { get; init; }

    /// <summary>What these tokens would have cost.</summary>
    public double CostSaved { get; init; }

    /// <summary>The tokens that models were paid for.</summary>
    public long TokensSpent { get; init; }

    /// <summary>What they cost.</summary>
    public double CostSpent { get; init; }

    /// <summary>Hits that the namespace's mode kept back.</summary>
    public long Withheld { get; init; }

    /// <summary>Hits that callers called right.</summary>
    public long GoodFeedback { get; init; }

    /// <summary>Hits that callers called wrong.</summary>
    public long BadFeedback { get; init; }

    /// <summary>Decisions that the log had no room for.</summary>
    public long Unlogged { get; init; }

    /// <summary>Adds two sums.</summary>
    public static RollupSums operator +(RollupSums left, RollupSums right) => new()
    {
        TokensSaved = left.TokensSaved + right.TokensSaved,
        CostSaved = left.CostSaved + right.CostSaved,
        TokensSpent = left.TokensSpent + right.TokensSpent,
        CostSpent = left.CostSpent + right.CostSpent,
        Withheld = left.Withheld + right.Withheld,
        GoodFeedback = left.GoodFeedback + right.GoodFeedback,
        BadFeedback = left.BadFeedback + right.BadFeedback,
        Unlogged = left.Unlogged + right.Unlogged,
    };
}
