using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Decisions.Verification;

namespace SemanticCache.Core.Reporting;

/// <summary>The instruments of the models: verifications, queues and the breaker before the verifier.</summary>
internal sealed class ModelMetrics
{
    private readonly Histogram<double> _verificationDuration;
    private readonly Counter<long> _verifications;
    private readonly Counter<long> _breakerChanges;
    private readonly ConcurrentQueue<Func<Measurement<int>>> _queues = new();
    private readonly ConcurrentQueue<Func<int>> _breakers = new();

    public ModelMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(TelemetryNames.Meter);
        _verificationDuration = meter.CreateHistogram(TelemetryNames.VerificationDuration, "s", "Time that the verifier took over a pair of questions.", null, Buckets.Seconds);
        _verifications = meter.CreateCounter<long>(TelemetryNames.Verifications, "{pair}", "Pairs of questions that the verifier was asked about.");
        _breakerChanges = meter.CreateCounter<long>(TelemetryNames.BreakerChanges, "{change}", "Changes of the state of the verifier's breaker.");
        meter.CreateObservableGauge(TelemetryNames.WaitingItems, () => _queues.Select(read => read()), "{item}", "Items that wait for a model.");
        meter.CreateObservableGauge(TelemetryNames.BreakerState, () => _breakers.Select(read => new Measurement<int>(read())), "1", "State of the verifier's breaker: 0 closed, 1 half-open, 2 open.");
    }

    /// <summary>Counts a pair that the verifier was asked about.</summary>
    public void Verified(VerificationStatus status, bool cached) => Verified(WireName.Of(status), cached);

    /// <summary>Counts a pair over which the verifier failed.</summary>
    public void VerificationFailed() => Verified("failed", cached: false);

    /// <summary>Notes how long the verifier took over a pair.</summary>
    public void VerificationEnded(TimeSpan elapsed) => _verificationDuration.Record(elapsed.TotalSeconds);

    /// <summary>Counts a change of the breaker's state.</summary>
    public void BreakerChanged(BreakerState state) => _breakerChanges.Add(1, Tag(TelemetryNames.StateTag, WireName.Of(state)));

    /// <summary>Observes the breaker's state from now on.</summary>
    public void Watch(CircuitBreaker breaker) => _breakers.Enqueue(() => (int)breaker.State);

    /// <summary>Observes a model's queue from now on, if the model has one.</summary>
    public void WatchQueue(string model, object? owner)
    {
        if (owner is IQueueLength queue)
        {
            _queues.Enqueue(() => new Measurement<int>(queue.WaitingCount, Tag(TelemetryNames.ModelTag, model)));
        }
    }

    private void Verified(string status, bool cached) =>
        _verifications.Add(1, Tag(TelemetryNames.StatusTag, status), Tag(TelemetryNames.CachedTag, cached));

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);
}
