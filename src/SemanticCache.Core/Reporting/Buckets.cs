using System.Diagnostics.Metrics;

namespace SemanticCache.Core.Reporting;

/// <summary>The bounds between which histograms count; OpenTelemetry's own, from 5 to 10000, would put every one of our values into the first bucket.</summary>
internal static class Buckets
{
    /// <summary>Of durations in seconds: from the fastest stage to the longest answer.</summary>
    public static InstrumentAdvice<double> Seconds { get; } = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
    };

    /// <summary>Of similarities: fine where decisions are made.</summary>
    public static InstrumentAdvice<double> Similarity { get; } = new()
    {
        HistogramBucketBoundaries = [0.5, 0.6, 0.7, 0.75, 0.8, 0.825, 0.85, 0.875, 0.9, 0.925, 0.95, 0.975, 1],
    };

    /// <summary>Of tokens, as OpenTelemetry's conventions for generative AI want them.</summary>
    public static InstrumentAdvice<long> Tokens { get; } = new()
    {
        HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864],
    };
}
