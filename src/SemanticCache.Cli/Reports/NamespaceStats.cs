using Google.Protobuf.WellKnownTypes;
using SemanticCache.Cli.Questions;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Reports;

/// <summary>The figures of one namespace; latencies in milliseconds inside the service, null where nothing was measured.</summary>
internal sealed record NamespaceStats
{
    /// <summary>The namespace.</summary>
    public required string Namespace { get; init; }

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

    /// <summary>Returns the result of a summary.</summary>
    public static NamespaceStats Of(NamespaceSummary summary) => new()
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
        HitP50Ms = Milliseconds(summary.HitLatency?.P50),
        HitP95Ms = Milliseconds(summary.HitLatency?.P95),
        HitP99Ms = Milliseconds(summary.HitLatency?.P99),
        MissP50Ms = Milliseconds(summary.MissLatency?.P50),
        MissP95Ms = Milliseconds(summary.MissLatency?.P95),
        MissP99Ms = Milliseconds(summary.MissLatency?.P99),
        TokensSaved = summary.TokensSaved,
        CostSaved = Math.Round(summary.CostSaved, 6),
        GoodFeedback = summary.GoodFeedback,
        BadFeedback = summary.BadFeedback,
        Entries = summary.Entries,
    };

    private static double? Milliseconds(Duration? time) => time is null ? null : Math.Round(time.ToTimeSpan().TotalMilliseconds, 3);
}
