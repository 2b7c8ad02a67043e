using Google.Protobuf.WellKnownTypes;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Reporting.Rollups;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Server.Grpc;

/// <summary>Writes figures to the wire.</summary>
internal static class FigureWriter
{
    /// <summary>Writes the figures of a namespace.</summary>
    public static NamespaceSummary Summary(string name, Rollup figures) => new()
    {
        Namespace = name,
        Requests = figures.Requests,
        ExactHits = figures.Of(CacheOutcomeKind.ExactHit),
        SemanticHits = figures.Of(CacheOutcomeKind.SemanticHit),
        StaleHits = figures.Of(CacheOutcomeKind.StaleHit),
        Joined = figures.Of(CacheOutcomeKind.Joined),
        Misses = figures.Of(CacheOutcomeKind.Miss),
        Bypassed = figures.Of(CacheOutcomeKind.Bypass),
        Errors = figures.Of(CacheOutcomeKind.Error),
        HitRate = figures.HitRate,
        HitLatency = Latency(figures.Hits),
        MissLatency = Latency(figures.Misses),
        TokensSaved = figures.Sums.TokensSaved,
        CostSaved = figures.Sums.CostSaved,
        TokensSpent = figures.Sums.TokensSpent,
        CostSpent = figures.Sums.CostSpent,
        WithheldHits = figures.Sums.Withheld,
        GoodFeedback = figures.Sums.GoodFeedback,
        BadFeedback = figures.Sums.BadFeedback,
        UnloggedDecisions = figures.Sums.Unlogged,
        Reasons = { figures.Reasons.All.ToDictionary() },
        GuardRefusals = { figures.GuardRefusals.All.ToDictionary() },
        Similarities = { Similarities(figures) },
    };

    /// <summary>Writes the figures of one span of a time series.</summary>
    public static TimeSeriesPoint Point(DateTimeOffset start, Rollup figures) => new()
    {
        Time = start.ToTimestamp(),
        Requests = figures.Requests,
        ExactHits = figures.Of(CacheOutcomeKind.ExactHit),
        SemanticHits = figures.Of(CacheOutcomeKind.SemanticHit),
        StaleHits = figures.Of(CacheOutcomeKind.StaleHit),
        Joined = figures.Of(CacheOutcomeKind.Joined),
        Misses = figures.Of(CacheOutcomeKind.Miss),
        Bypassed = figures.Of(CacheOutcomeKind.Bypass),
        Errors = figures.Of(CacheOutcomeKind.Error),
        HitRate = figures.HitRate,
        HitLatency = Latency(figures.Hits),
        MissLatency = Latency(figures.Misses),
        CostSaved = figures.Sums.CostSaved,
        CostSpent = figures.Sums.CostSpent,
        WithheldHits = figures.Sums.Withheld,
        GoodFeedback = figures.Sums.GoodFeedback,
        BadFeedback = figures.Sums.BadFeedback,
    };

    /// <summary>Writes what hits saved.</summary>
    public static NamespaceSavings Savings(string name, RollupSums sums)
    {
        var whole = sums.CostSaved + sums.CostSpent;
        return new NamespaceSavings
        {
            Namespace = name,
            TokensSaved = sums.TokensSaved,
            CostSaved = sums.CostSaved,
            TokensSpent = sums.TokensSpent,
            CostSpent = sums.CostSpent,
            ShareSaved = whole > 0 ? sums.CostSaved / whole : 0,
        };
    }

    /// <summary>Writes a latency; null where nothing was measured.</summary>
    public static LatencySummary? Latency(LatencyHistogram histogram)
    {
        if (histogram.Count == 0)
        {
            return null;
        }

        var percentiles = histogram.Percentiles();
        return new LatencySummary
        {
            P50 = Duration.FromTimeSpan(percentiles.Median),
            P95 = Duration.FromTimeSpan(percentiles.Percentile95),
            P99 = Duration.FromTimeSpan(percentiles.Percentile99),
            Count = histogram.Count,
        };
    }

    private static IEnumerable<SimilarityCount> Similarities(Rollup figures) =>
        from step in Enumerable.Range(0, SimilarityHistogram.Steps)
        let counts = (Served: figures.Served.Counts[step], Refused: figures.Refused.Counts[step])
        where counts.Served + counts.Refused > 0
        select new SimilarityCount { Similarity = (double)step / SimilarityHistogram.Steps, Served = counts.Served, Refused = counts.Refused };
}
