using System.Text.Json.Serialization;
using SemanticCache.Cli.Decisions;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Reports;

/// <summary>The report on one namespace; sweep, near misses and top misses are null where they were not asked for.</summary>
internal sealed record NamespaceReport : NamespaceStats
{
    // Behind the figures.
    private const int Later = 1;

    /// <summary>Half of all streamed hits took no longer to their first part.</summary>
    [JsonPropertyOrder(Later)]
    public double? HitFirstPartP50Ms { get; init; }

    /// <summary>95 of 100 streamed hits took no longer to their first part.</summary>
    [JsonPropertyOrder(Later)]
    public double? HitFirstPartP95Ms { get; init; }

    /// <summary>99 of 100 streamed hits took no longer to their first part.</summary>
    [JsonPropertyOrder(Later)]
    public double? HitFirstPartP99Ms { get; init; }

    /// <summary>Half of the rest that was streamed took no longer to its first part.</summary>
    [JsonPropertyOrder(Later)]
    public double? MissFirstPartP50Ms { get; init; }

    /// <summary>95 of 100 of the rest that was streamed took no longer to its first part.</summary>
    [JsonPropertyOrder(Later)]
    public double? MissFirstPartP95Ms { get; init; }

    /// <summary>99 of 100 of the rest that was streamed took no longer to its first part.</summary>
    [JsonPropertyOrder(Later)]
    public double? MissFirstPartP99Ms { get; init; }

    /// <summary>The figures over time.</summary>
    [JsonPropertyOrder(Later)]
    public SeriesResult Series { get; init; } = SeriesResult.Empty;

    /// <summary>What other thresholds would have done.</summary>
    [JsonPropertyOrder(Later)]
    public SweepCurve? Sweep { get; init; }

    /// <summary>The newest near misses that nobody has judged.</summary>
    [JsonPropertyOrder(Later)]
    public IReadOnlyList<DecisionResult>? NearMisses { get; init; }

    /// <summary>What was asked most and could not be served.</summary>
    [JsonPropertyOrder(Later)]
    public TopMissesResult? TopMisses { get; init; }

    /// <summary>Returns the part of the report that every namespace has.</summary>
    public static NamespaceReport Of(NamespaceSummary summary, GetLatencyResponse latency, GetTimeSeriesResponse series) => Of<NamespaceReport>(summary) with
    {
        HitFirstPartP50Ms = Numbers.Milliseconds(latency.HitsFirstPart?.P50),
        HitFirstPartP95Ms = Numbers.Milliseconds(latency.HitsFirstPart?.P95),
        HitFirstPartP99Ms = Numbers.Milliseconds(latency.HitsFirstPart?.P99),
        MissFirstPartP50Ms = Numbers.Milliseconds(latency.MissesFirstPart?.P50),
        MissFirstPartP95Ms = Numbers.Milliseconds(latency.MissesFirstPart?.P95),
        MissFirstPartP99Ms = Numbers.Milliseconds(latency.MissesFirstPart?.P99),
        Series = SeriesResult.Of(series),
    };
}
