using SemanticCache.Cli.Questions;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Reports;

/// <summary>The figures of one namespace; latencies in milliseconds inside the service, null where nothing was measured.</summary>
internal record NamespaceStats
{
    private const int CostDecimals = 6;

    /// <summary>The namespace.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>Requests in all.</summary>
    public long Requests { get; init; }

    /// <summary>Served by the exact tier.</summary>
    public long ExactHits { get; init; }

    /// <summary>Served by the semantic tier.</summary>
    public long SemanticHits { get; init; }

    /// <summary>Answered by an upstream that was already answering the same.</summary>
    public long Joined { get; init; }

    /// <summary>Answered by an upstream.</summary>
    public long Misses { get; init; }

    /// <summary>Left alone by the cache.</summary>
    public long Bypassed { get; init; }

    /// <summary>Failed.</summary>
    public long Errors { get; init; }

    /// <summary>Hits over requests that did not fail.</summary>
    public double HitRate { get; init; }

    /// <summary>Half of all hits took no longer.</summary>
    public double? HitP50Ms { get; init; }

    /// <summary>95 of 100 hits took no longer.</summary>
    public double? HitP95Ms { get; init; }

    /// <summary>99 of 100 hits took no longer.</summary>
    public double? HitP99Ms { get; init; }

    /// <summary>Half of the rest took no longer.</summary>
    public double? MissP50Ms { get; init; }

    /// <summary>95 of 100 of the rest took no longer.</summary>
    public double? MissP95Ms { get; init; }

    /// <summary>99 of 100 of the rest took no longer.</summary>
    public double? MissP99Ms { get; init; }

    /// <summary>The tokens of served answers.</summary>
    public long TokensSaved { get; init; }

    /// <summary>What these tokens would have cost.</summary>
    public double CostSaved { get; init; }

    /// <summary>Hits that callers called right.</summary>
    public long GoodFeedback { get; init; }

    /// <summary>Hits that callers called wrong.</summary>
    public long BadFeedback { get; init; }

    /// <summary>The entries stored now.</summary>
    public long Entries { get; init; }

    /// <summary>Served after their expiry.</summary>
    public long StaleHits { get; init; }

    /// <summary>Hits that the mode kept back; they are among the misses.</summary>
    public long WithheldHits { get; init; }

    /// <summary>The tokens that models were paid for.</summary>
    public long TokensSpent { get; init; }

    /// <summary>What they cost.</summary>
    public double CostSpent { get; init; }

    /// <summary>What was saved over what all would have cost; null where nothing costs anything.</summary>
    public double? ShareSaved { get; init; }

    /// <summary>Requests by why they ended so.</summary>
    public IReadOnlyDictionary<string, long> Reasons { get; init; } = new Dictionary<string, long>();

    /// <summary>Candidates that guards refused, by guard.</summary>
    public IReadOnlyDictionary<string, long> GuardRefusals { get; init; } = new Dictionary<string, long>();

    /// <summary>Decisions that the decision log had no room for.</summary>
    public long UnloggedDecisions { get; init; }

    /// <summary>From when on they were counted; null for those since the service started.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Returns the result of a summary.</summary>
    public static NamespaceStats Of(NamespaceSummary summary) => Of<NamespaceStats>(summary);

    /// <summary>Returns the figures of a summary as a part of something larger.</summary>
    protected static T Of<T>(NamespaceSummary summary)
        where T : NamespaceStats, new() => new()
    {
        Namespace = summary.Namespace,
        Requests = summary.Requests,
        ExactHits = summary.ExactHits,
        SemanticHits = summary.SemanticHits,
        Joined = summary.Joined,
        Misses = summary.Misses,
        Bypassed = summary.Bypassed,
        Errors = summary.Errors,
        HitRate = LookupResult.Round(summary.HitRate),
        HitP50Ms = Numbers.Milliseconds(summary.HitLatency?.P50),
        HitP95Ms = Numbers.Milliseconds(summary.HitLatency?.P95),
        HitP99Ms = Numbers.Milliseconds(summary.HitLatency?.P99),
        MissP50Ms = Numbers.Milliseconds(summary.MissLatency?.P50),
        MissP95Ms = Numbers.Milliseconds(summary.MissLatency?.P95),
        MissP99Ms = Numbers.Milliseconds(summary.MissLatency?.P99),
        TokensSaved = summary.TokensSaved,
        CostSaved = Math.Round(summary.CostSaved, CostDecimals),
        GoodFeedback = summary.GoodFeedback,
        BadFeedback = summary.BadFeedback,
        Entries = summary.Entries,
        StaleHits = summary.StaleHits,
        WithheldHits = summary.WithheldHits,
        TokensSpent = summary.TokensSpent,
        CostSpent = Math.Round(summary.CostSpent, CostDecimals),
        ShareSaved = summary.CostSaved + summary.CostSpent is > 0 and var whole ? LookupResult.Round(summary.CostSaved / whole) : null,
        Reasons = Sorted(summary.Reasons),
        GuardRefusals = Sorted(summary.GuardRefusals),
        UnloggedDecisions = summary.UnloggedDecisions,
        StartTime = summary.StartTime?.ToDateTimeOffset(),
    };

    private static SortedDictionary<string, long> Sorted(IDictionary<string, long> counts) => new(counts, StringComparer.Ordinal);
}
