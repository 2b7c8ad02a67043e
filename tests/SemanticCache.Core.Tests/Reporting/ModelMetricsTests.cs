using SemanticCache.Core.Reporting;
using SemanticCache.Core.Tests.Decisions.Verification;

namespace SemanticCache.Core.Tests.Reporting;

public sealed class ModelMetricsTests
{
    [Fact]
    public void WatchQueue_ModelsWithAndWithoutQueue_ObservesThoseThatTell()
    {
        using var bench = new VerifierBench();
        var queue = new Queue();
        bench.Metrics.WatchQueue("embedder", queue);
        bench.Metrics.WatchQueue("verifier", bench.Fake);

        queue.WaitingCount = 7;
        bench.Waiting.RecordObservableInstruments();

        var measured = Assert.Single(bench.Waiting.GetMeasurementSnapshot());
        Assert.Equal(7, measured.Value);
        Assert.Equal("embedder", measured.Tags[TelemetryNames.ModelTag]);
    }

    private sealed class Queue : IQueueLength
    {
        public int WaitingCount { get; set; }
    }
}
