namespace SemanticCache.Core.Reporting;

/// <summary>Percentiles of a latency; zero when nothing was measured.</summary>
/// <param name="Median">Half of all took no longer.</param>
/// <param name="Percentile95">95 of 100 took no longer.</param>
/// <param name="Percentile99">99 of 100 took no longer.</param>
internal readonly record struct LatencyPercentiles(TimeSpan Median, TimeSpan Percentile95, TimeSpan Percentile99);
