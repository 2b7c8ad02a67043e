namespace SemanticCache.Cli.Demo;

/// <summary>Percentiles of observed latencies, in milliseconds; null where nothing was observed.</summary>
/// <param name="Count">How many were observed.</param>
/// <param name="P50">Half took no longer.</param>
/// <param name="P95">95 of 100 took no longer.</param>
/// <param name="P99">99 of 100 took no longer.</param>
internal sealed record Latencies(int Count, double? P50, double? P95, double? P99)
{
    private const int Decimals = 3;

    /// <summary>Returns the percentiles, each a latency that was really observed (nearest rank).</summary>
    public static Latencies Of(IEnumerable<DemoObservation> observations) => Of(observations.Select(observation => observation.Latency));

    /// <summary>Returns the percentiles of times.</summary>
    public static Latencies Of(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Select(time => time.TotalMilliseconds).Order().ToArray();
        return new Latencies(sorted.Length, Percentile(sorted, 0.50), Percentile(sorted, 0.95), Percentile(sorted, 0.99));
    }

    private static double? Percentile(double[] sorted, double share) =>
        sorted.Length == 0 ? null : Math.Round(sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)], Decimals);
}
