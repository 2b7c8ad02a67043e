using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Decisions.Verification;
using SemanticCache.Core.Reporting;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Decisions.Verification;

/// <summary>A resilient verifier around a fake one, on a clock that stands still.</summary>
internal sealed class VerifierBench : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public VerifierBench(IVerifier? inner = null, DecisionOptions? options = null)
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        Metrics = new ModelMetrics(meters);
        Verifications = new MetricCollector<long>(meters, TelemetryNames.Meter, TelemetryNames.Verifications);
        Durations = new MetricCollector<double>(meters, TelemetryNames.Meter, TelemetryNames.VerificationDuration);
        BreakerState = new MetricCollector<int>(meters, TelemetryNames.Meter, TelemetryNames.BreakerState);
        BreakerChanges = new MetricCollector<long>(meters, TelemetryNames.Meter, TelemetryNames.BreakerChanges);
        Waiting = new MetricCollector<int>(meters, TelemetryNames.Meter, TelemetryNames.WaitingItems);
        Resilient = new ResilientVerifier(
            inner ?? Fake, Time, Metrics, Options.Create(options ?? new DecisionOptions()), new FakeLogger<ResilientVerifier>(Logs));
    }

    public ManualClock Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public FakeVerifier Fake { get; } = new() { DefaultConfidence = 0.5f };

    public FakeLogCollector Logs { get; } = new();

    public ModelMetrics Metrics { get; }

    public MetricCollector<long> Verifications { get; }

    public MetricCollector<double> Durations { get; }

    public MetricCollector<int> BreakerState { get; }

    public MetricCollector<long> BreakerChanges { get; }

    public MetricCollector<int> Waiting { get; }

    public ResilientVerifier Resilient { get; }

    /// <summary>Asks about a pair.</summary>
    public Task<VerificationResult> AskAsync(string question, string candidate, CancellationToken? caller = null) =>
        Resilient.VerifyAsync(question, candidate, caller ?? TestContext.Current.CancellationToken).AsTask();

    /// <summary>Lets different pairs fail until the breaker opens.</summary>
    public async Task BreakAsync()
    {
        Fake.Fault.Fail();
        for (var call = 0; !Logs.GetSnapshot().Any(line => line.Id.Id == EventIds.VerifierBroken); call++)
        {
            Assert.InRange(call, 0, 2 * CircuitBreaker.MinimumCalls);
            await Assert.ThrowsAsync<InvalidOperationException>(() => AskAsync("failing", call.ToString(CultureInfo.InvariantCulture)));
        }

        Fake.Fault.Clear();
    }

    /// <summary>The statuses counted so far, those from memory marked.</summary>
    public IReadOnlyList<string> Counted() => [.. Verifications.GetMeasurementSnapshot().Select(measured =>
        $"{measured.Tags[TelemetryNames.StatusTag]}{((bool)measured.Tags[TelemetryNames.CachedTag]! ? " cached" : "")}")];

    public void Dispose()
    {
        Fake.Fault.Clear();
        _services.Dispose();
    }
}
