using System.Diagnostics.Metrics;

namespace SemanticCache.Store.Qdrant.Client;

/// <summary>How Qdrant does.</summary>
internal sealed class QdrantMetrics
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "SemanticCache.Store.Qdrant";

    /// <summary>The histogram of how long calls took, by operation and status.</summary>
    public const string CallDuration = "semantic_cache.qdrant.call.duration";

    /// <summary>1 while Qdrant is left alone, 0 otherwise.</summary>
    public const string BreakerOpen = "semantic_cache.qdrant.breaker.open";

    // In seconds; OpenTelemetry's own bounds would put nearly every call into the first bucket.
    private static readonly InstrumentAdvice<double> Bounds = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private readonly Histogram<double> _calls;
    private int _isOpen;

    public QdrantMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _calls = meter.CreateHistogram(CallDuration, "s", "How long calls to Qdrant took, retries included.", null, Bounds);
        meter.CreateObservableGauge(BreakerOpen, () => Volatile.Read(ref _isOpen), description: "1 while Qdrant is left alone after failing too often.");
    }

    /// <summary>Notes a call.</summary>
    public void Called(string operation, string status, TimeSpan duration) =>
        _calls.Record(duration.TotalSeconds, new("operation", operation), new("status", status));

    /// <summary>Notes that the circuit opened or closed.</summary>
    public ValueTask BreakerAsync(bool isOpen)
    {
        Volatile.Write(ref _isOpen, isOpen ? 1 : 0);
        return ValueTask.CompletedTask;
    }
}
