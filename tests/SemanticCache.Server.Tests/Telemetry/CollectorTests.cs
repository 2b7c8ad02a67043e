using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;
using SemanticCache.Server.Tests.Hosting;
using SemanticCache.Server.Tests.Http;

namespace SemanticCache.Server.Tests.Telemetry;

/// <summary>What a collector gets, and what it changes for upstreams.</summary>
[Collection(nameof(TracingCollection))]
public sealed class CollectorTests : IAsyncLifetime
{
    private OpenAIStub _collector = null!;
    private TracedService _service = null!;

    public async ValueTask InitializeAsync()
    {
        _collector = await OpenAIStub.StartAsync();
        _service = new TracedService
        {
            Settings = [$"--OTEL_EXPORTER_OTLP_ENDPOINT={new Uri(_collector.Address, "/")}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf"],
        };
        await _service.InitializeAsync();
        _service.Stub.Say(Said.Whole);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _collector.DisposeAsync();
    }

    [Fact]
    public async Task Spans_WithACollector_ReachItWithoutWords()
    {
        using (TracedService.Caller())
        {
            using var response = await _service.PostAsync("default", Said.Question);
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken).Soon();
        }

        // A span is sent when it has ended, and that of the model's call may end after that of the request.
        string[] expected = ["semcache", "cache request", "cache search", "chat m", "gen_ai.request.model", "semantic_cache.outcome"];
        var sent = "";
        await Eventually.HoldsAsync(() =>
        {
            Assert.True(_service.Service.Services.GetRequiredService<TracerProvider>().ForceFlush((int)Patience.Limit.TotalMilliseconds));
            sent = string.Join('\n', _collector.Bodies);
            return Task.FromResult(expected.All(each => sent.Contains(each, StringComparison.Ordinal)));
        });
        Assert.DoesNotContain(Said.Words, word => sent.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("v1/chat/completions")]
    [InlineData("v1/files/7")]
    public async Task Upstream_WithACollector_HearsOfTheTraceAndOfNoBaggage(string path)
    {
        using var caller = TracedService.Caller();
        using var content = new StringContent("""{"model":"m","messages":[{"role":"user","content":"hi?"}]}""", System.Text.Encoding.UTF8, "application/json");

        using var response = await _service.Service.Http.PostAsync(path, content, TestContext.Current.CancellationToken).Soon();

        Assert.True(ActivityContext.TryParse(_service.Stub.Headers["traceparent"], null, out var told));
        Assert.Equal(caller.TraceId, told.TraceId);
        Assert.False(_service.Stub.Headers.ContainsKey("baggage"));
    }
}
