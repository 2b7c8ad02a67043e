using System.Text.Json.Serialization;
using SemanticCache.Cli.Questions;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Reports;

/// <summary>The figures of one span of time; null where nothing was measured.</summary>
internal sealed record SeriesPoint
{
    private const int CostDecimals = 6;

    /// <summary>When it begins.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Requests in all.</summary>
    public long Requests { get; init; }

    /// <summary>Served by the exact tier.</summary>
    public long ExactHits { get; init; }

    /// <summary>Served by the semantic tier.</summary>
    public long SemanticHits { get; init; }

    /// <summary>Served after their expiry.</summary>
    public long StaleHits { get; init; }

    /// <summary>Answered by an upstream that was already answering the same.</summary>
    public long Joined { get; init; }

    /// <summary>Answered by an upstream.</summary>
    public long Misses { get; init; }

    /// <summary>Left alone by the cache.</summary>
    public long Bypassed { get; init; }

    /// <summary>Failed.</summary>
    public long Errors { get; init; }

    /// <summary>Hits over requests that did not fail.</summary>
    public double? HitRate { get; init; }

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

    /// <summary>What hits saved.</summary>
    public double CostSaved { get; init; }

    /// <summary>What models were paid.</summary>
    public double CostSpent { get; init; }

    /// <summary>Hits that callers called right.</summary>
    public long GoodFeedback { get; init; }

    /// <summary>Hits that callers called wrong.</summary>
    public long BadFeedback { get; init; }

    /// <summary>Hits that the mode kept back.</summary>
    public long WithheldHits { get; init; }

    /// <summary>Hits in all.</summary>
    [JsonIgnore]
    public long Hits => ExactHits + SemanticHits + StaleHits;

    /// <summary>Reads a span from the wire.</summary>
    public static SeriesPoint Of(TimeSeriesPoint point) => new()
    {
        Time = point.Time.ToDateTimeOffset(),
        Requests = point.Requests,
        ExactHits = point.ExactHits,
        SemanticHits = point.SemanticHits,
        StaleHits = point.StaleHits,
        Joined = point.Joined,
        Misses = point.Misses,
        Bypassed = point.Bypassed,
        Errors = point.Errors,
        HitRate = point.Requests > point.Errors ? LookupResult.Round(point.HitRate) : null,
        HitP50Ms = Numbers.Milliseconds(point.HitLatency?.P50),
        HitP95Ms = Numbers.Milliseconds(point.HitLatency?.P95),
        HitP99Ms = Numbers.Milliseconds(point.HitLatency?.P99),
        MissP50Ms = Numbers.Milliseconds(point.MissLatency?.P50),
        MissP95Ms = Numbers.Milliseconds(point.MissLatency?.P95),
        MissP99Ms = Numbers.Milliseconds(point.MissLatency?.P99),
        CostSaved = Math.Round(point.CostSaved, CostDecimals),
        CostSpent = Math.Round(point.CostSpent, CostDecimals),
        GoodFeedback = point.GoodFeedback,
        BadFeedback = point.BadFeedback,
        WithheldHits = point.WithheldHits,
    };
}
