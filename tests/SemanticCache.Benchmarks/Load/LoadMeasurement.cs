using System.Diagnostics;
using HdrHistogram;

namespace SemanticCache.Benchmarks.Load;

/// <summary>What one run of a scenario showed.</summary>
/// <param name="PerSecond">Calls that ended per second.</param>
/// <param name="Median">Half of all calls took no longer.</param>
/// <param name="Percentile95">95 of 100 calls took no longer.</param>
/// <param name="Percentile99">99 of 100 calls took no longer.</param>
/// <param name="AsWanted">The share of calls that ended as the scenario wants, in [0, 1].</param>
internal sealed record LoadMeasurement(double PerSecond, TimeSpan Median, TimeSpan Percentile95, TimeSpan Percentile99, double AsWanted)
{
    /// <summary>Calls again and again, with a number of calls in flight, for a time.</summary>
    public static async Task<LoadMeasurement> TakeAsync(Func<int, Task<bool>> call, int inFlight, TimeSpan duration)
    {
        var histogram = new LongConcurrentHistogram(1, TimeSpan.FromMinutes(1).Ticks, 3);
        var next = -1;
        var wanted = 0L;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(started) < duration)
            {
                var begun = Stopwatch.GetTimestamp();
                if (await call(Interlocked.Increment(ref next)))
                {
                    Interlocked.Increment(ref wanted);
                }

                histogram.RecordValue(Math.Max(1, Stopwatch.GetElapsedTime(begun).Ticks));
            }
        })));
        var elapsed = Stopwatch.GetElapsedTime(started);
        return new LoadMeasurement(
            histogram.TotalCount / elapsed.TotalSeconds,
            TimeSpan.FromTicks(histogram.GetValueAtPercentile(50)),
            TimeSpan.FromTicks(histogram.GetValueAtPercentile(95)),
            TimeSpan.FromTicks(histogram.GetValueAtPercentile(99)),
            wanted / (double)Math.Max(1, histogram.TotalCount));
    }
}
