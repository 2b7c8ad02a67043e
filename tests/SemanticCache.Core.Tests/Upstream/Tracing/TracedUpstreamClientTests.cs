using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Time.Testing;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Tests.Upstream.Resilience;
using SemanticCache.Core.Upstream;
using SemanticCache.Core.Upstream.Tracing;

namespace SemanticCache.Core.Tests.Upstream.Tracing;

/// <summary>Alone with those that want nobody to listen: who listens hears the whole process.</summary>
[Collection("Spans")]
public sealed class TracedUpstreamClientTests : IDisposable
{
    private static readonly UpstreamRequest Request = new() { Messages = [new ChatMessage(ChatRole.User, "why?")], Model = "m", Stream = true };
    private static readonly UpstreamTarget Target = new("ours", "openai", new Uri("https://models.example/v1/"), DefaultModel: "usual");

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly Activity _caller = new Activity("caller").Start();
    private readonly ActivityListener _listener;
    private readonly MetricCollector<double> _durations;
    private readonly MetricCollector<long> _tokens;

    public TracedUpstreamClientTests()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _durations = new MetricCollector<double>(meters, TelemetryNames.Meter, TelemetryNames.ChatDuration);
        _tokens = new MetricCollector<long>(meters, TelemetryNames.Meter, TelemetryNames.ChatTokens);
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TelemetryNames.ActivitySource,
            Sample = (ref options) => options.Parent.TraceId == _caller.TraceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _caller.Dispose();
        _durations.Dispose();
        _tokens.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task AskAsync_Answered_MeasuresTimeAndTokensOfTheModel()
    {
        await ReadAsync(new PlannedUpstream("because") { Usage = new TokenUsage(9, 3) });

        var duration = Assert.Single(_durations.GetMeasurementSnapshot());
        Assert.Equal(("m", "m", "models.example", 443), (duration.Tags["gen_ai.request.model"], duration.Tags["gen_ai.response.model"], duration.Tags["server.address"], duration.Tags["server.port"]));
        Assert.False(duration.Tags.ContainsKey("error.type"));
        Assert.Equal([("input", 9), ("output", 3)], _tokens.GetMeasurementSnapshot().Select(measured => ((string)measured.Tags["gen_ai.token.type"]!, measured.Value)));
    }

    [Fact]
    public async Task AskAsync_ProviderThatDoesNotCount_TellsNoTokens()
    {
        await ReadAsync(new PlannedUpstream("because"));

        Assert.Empty(_tokens.GetMeasurementSnapshot());
        Assert.Null(Ended().GetTagItem("gen_ai.usage.input_tokens"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AskAsync_Failed_IsMeasuredByItsKindAndWithoutAModel(bool inMidAnswer)
    {
        var upstream = new PlannedUpstream("half", PlannedUpstream.Failure(UpstreamFailure.RateLimited)) { FailsInMidAnswer = inMidAnswer };

        await Assert.ThrowsAsync<UpstreamException>(() => ReadAsync(upstream));

        var tags = Assert.Single(_durations.GetMeasurementSnapshot()).Tags;
        Assert.Equal("rate_limited", tags["error.type"]);
        Assert.False(tags.ContainsKey("gen_ai.request.model"));
        Assert.Equal((ActivityStatusCode.Error, null, "rate_limited"), (Ended().Status, Ended().StatusDescription, Ended().GetTagItem("error.type")));
    }

    [Fact]
    public async Task AskAsync_LeftInMidAnswer_IsCancelled()
    {
        await foreach (var part in Client(new PlannedUpstream("because")).AskAsync(Request, TestContext.Current.CancellationToken))
        {
            break;
        }

        Assert.Equal("cancelled", Ended().GetTagItem("error.type"));
    }

    [Fact]
    public async Task AskAsync_CallerCancels_IsCancelled()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReadAsync(new PlannedUpstream("because"), cancellationToken: new CancellationToken(canceled: true)));

        Assert.Equal("cancelled", Ended().GetTagItem("error.type"));
    }

    [Fact]
    public async Task AskAsync_NoModelAsked_IsNamedAfterTheEndpointsOwn()
    {
        await ReadAsync(new PlannedUpstream("because"), Request with { Model = "" });

        Assert.Equal(("chat usual", "usual"), (Ended().DisplayName, Ended().GetTagItem("gen_ai.request.model")));
    }

    [Fact]
    public async Task AskAsync_Twice_HasTwoSpansBesideEachOther()
    {
        await Assert.ThrowsAsync<UpstreamException>(() => ReadAsync(new PlannedUpstream("", PlannedUpstream.Failure(UpstreamFailure.Unavailable, 503))));
        await ReadAsync(new PlannedUpstream("because"));

        Assert.Equal([ActivityStatusCode.Error, ActivityStatusCode.Unset], _spans.Select(span => span.Status));
        Assert.All(_spans, span => Assert.Equal((_caller.SpanId, ActivityKind.Client), (span.ParentSpanId, span.Kind)));
        Assert.Same(_caller, Activity.Current);
    }

    private Activity Ended() => Assert.Single(_spans);

    private TracedUpstreamClient Client(PlannedUpstream upstream) => new(upstream, Target, new UpstreamMetrics(_services.GetRequiredService<IMeterFactory>()), _time);

    private async Task ReadAsync(PlannedUpstream upstream, UpstreamRequest? request = null, CancellationToken? cancellationToken = null)
    {
        await foreach (var part in Client(upstream).AskAsync(request ?? Request, cancellationToken ?? TestContext.Current.CancellationToken))
        {
            Assert.NotNull(part);
        }
    }
}
