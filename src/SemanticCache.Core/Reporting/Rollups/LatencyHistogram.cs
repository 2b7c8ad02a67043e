using HdrHistogram;

namespace SemanticCache.Core.Reporting.Rollups;

/// <summary>How often requests took how long; percentiles are within 4 % of the truth. Not for several threads at once.</summary>
internal sealed class LatencyHistogram
{
    private const long LongestMicroseconds = 3_600_000_000;

    // 32 steps an octave at first, 16 later: 4 kB where two digits would take 26, of which every active namespace holds twenty.
    private const int SignificantDigits = 1;

    // Made when something is measured: most namespaces have no latency of every kind.
    private LongHistogram? _counts;

    /// <summary>How many were measured.</summary>
    public long Count => _counts?.TotalCount ?? 0;

    /// <summary>The values in microseconds with how often each was measured, as <see cref="Add(long, long)"/> takes them.</summary>
    public IEnumerable<(long Microseconds, long Count)> Values =>
        _counts?.RecordedValues().Select(value => (_counts.MedianEquivalentValue(value.ValueIteratedTo), value.CountAtValueIteratedTo)) ?? [];

    /// <summary>Counts a request.</summary>
    public void Add(TimeSpan elapsed) => Add((long)elapsed.TotalMicroseconds, 1);

    /// <summary>Counts several requests that took equally long.</summary>
    public void Add(long microseconds, long count) =>
        Counts().RecordValueWithCount(Math.Clamp(microseconds, 1, LongestMicroseconds), count);

    /// <summary>Counts what another histogram has counted.</summary>
    public void Add(LatencyHistogram other)
    {
        if (other._counts is { } counts)
        {
            Counts().Add(counts);
        }
    }

    /// <summary>Returns the percentiles; zero when nothing was measured.</summary>
    public LatencyPercentiles Percentiles() => Count == 0 ? default : new LatencyPercentiles(At(50), At(95), At(99));

    private TimeSpan At(double percentile) => TimeSpan.FromMicroseconds(_counts!.MedianEquivalentValue(_counts.GetValueAtPercentile(percentile)));

    private LongHistogram Counts() => _counts ??= new LongHistogram(LongestMicroseconds, SignificantDigits);
}
