using System.Diagnostics;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Telemetry;

/// <summary>What an upstream hears of its caller's trace, whichever way the request took and without a collector.</summary>
[Collection(nameof(TracingCollection))]
public sealed class PropagationTests
{
    private readonly TracedService _service;
    private readonly string _space;

    public PropagationTests(TracedService service)
    {
        _service = service;
        _space = service.NewNamespace();
        service.Stub.Say(Said.Whole);
    }

    [Fact]
    public async Task Complete_OverGrpc_TellsTheUpstreamTheCallersTrace()
    {
        using var caller = TracedService.Caller();

        await _service.CompleteAsync(_space, Said.Question);

        AssertTold(caller);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_ChatCompletion_TellsTheUpstreamTheCallersTrace(bool stream)
    {
        if (stream)
        {
            _service.Stub.Stream(Said.Begun, Said.Ended, "[DONE]");
        }

        using var caller = TracedService.Caller();

        using var response = await _service.PostAsync(_space, Said.Question, stream);

        AssertTold(caller);
    }

    [Fact]
    public async Task Any_OtherPath_TellsTheUpstreamTheCallersTrace()
    {
        using var caller = TracedService.Caller();
        using var request = new HttpRequestMessage(HttpMethod.Put, "v1/files/7") { Content = new StringContent("{}") };

        using var response = await _service.Service.Http.SendAsync(request, TestContext.Current.CancellationToken).Soon();

        Assert.Equal("/v1/files/7", _service.Stub.Path);
        AssertTold(caller);
    }

    [Fact]
    public async Task Post_CallerWithoutTrace_TellsTheUpstreamOfOneAllTheSame()
    {
        using var response = await _service.PostAsync(_space, Said.Question);

        Assert.True(ActivityContext.TryParse(_service.Stub.Headers["traceparent"], null, out _));
    }

    // Baggage is for the services of one house, and a provider is another house.
    private void AssertTold(Activity caller)
    {
        Assert.True(ActivityContext.TryParse(_service.Stub.Headers["traceparent"], _service.Stub.Headers["tracestate"], out var told));
        Assert.Equal((caller.TraceId, caller.ActivityTraceFlags, "vendor=1"), (told.TraceId, told.TraceFlags, told.TraceState));
        Assert.NotEqual(caller.SpanId, told.SpanId);
        Assert.DoesNotContain("zoe", string.Join('\n', _service.Stub.Headers.Select(header => $"{header.Key}: {header.Value}")), StringComparison.Ordinal);
    }
}
