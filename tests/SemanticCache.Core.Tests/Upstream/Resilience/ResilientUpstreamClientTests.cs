using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Time.Testing;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Upstream;
using SemanticCache.Core.Upstream.Resilience;

namespace SemanticCache.Core.Tests.Upstream.Resilience;

public sealed class ResilientUpstreamClientTests : IDisposable
{
    private static readonly UpstreamRequest Request = new() { Messages = [new ChatMessage(ChatRole.User, "why?")], Model = "m", Stream = true };

    private readonly FakeTimeProvider _time = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MetricCollector<long> _attempts;
    private readonly UpstreamMetrics _metrics;

    public ResilientUpstreamClientTests()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _metrics = new UpstreamMetrics(meters);
        _attempts = new MetricCollector<long>(meters, TelemetryNames.Meter, TelemetryNames.UpstreamAttempts);
    }

    public void Dispose()
    {
        _attempts.Dispose();
        _services.Dispose();
    }

    [Theory]
    [InlineData(UpstreamFailure.Unavailable, 503, null)]
    [InlineData(UpstreamFailure.RateLimited, 429, null)]
    [InlineData(UpstreamFailure.RateLimited, 429, "1")]
    public async Task AskAsync_FailureThatMayPass_IsTriedAgain(UpstreamFailure failure, int status, string? retryAfter)
    {
        var upstream = new PlannedUpstream("because", PlannedUpstream.Failure(failure, status, retryAfter), PlannedUpstream.Failure(failure, status, retryAfter));

        Assert.Equal("because", await AskAsync(upstream));

        Assert.Equal(3, upstream.Requests.Count);
        Assert.Equal([WireName.Of(failure), WireName.Of(failure), "answered"], Attempts());
    }

    [Theory]
    [InlineData(UpstreamFailure.Rejected, 400, null)]
    [InlineData(UpstreamFailure.RateLimited, 429, "60")]
    [InlineData(UpstreamFailure.TimedOut, 504, null)]
    [InlineData(UpstreamFailure.Unavailable, null, null)]
    [InlineData(UpstreamFailure.InvalidAnswer, null, null)]
    public async Task AskAsync_FailureThatWillNotPassOrMayBePaidFor_IsNotTriedAgain(UpstreamFailure failure, int? status, string? retryAfter)
    {
        var upstream = new PlannedUpstream("because", PlannedUpstream.Failure(failure, status, retryAfter));

        var thrown = await Assert.ThrowsAsync<UpstreamException>(() => AskAsync(upstream));

        Assert.Equal(failure, thrown.Failure);
        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task AskAsync_MoreFailuresThanRetries_ThrowsTheLast()
    {
        var upstream = new PlannedUpstream("because", [.. Enumerable.Range(0, 5).Select(_ => PlannedUpstream.Failure(UpstreamFailure.Unavailable, 500))]);

        await Assert.ThrowsAsync<UpstreamException>(() => AskAsync(upstream));

        Assert.Equal(3, upstream.Requests.Count);
    }

    [Fact]
    public async Task AskAsync_FailureAfterTheFirstPart_IsNotTriedAgain()
    {
        var upstream = new PlannedUpstream("half", PlannedUpstream.Failure(UpstreamFailure.Unavailable, 500)) { FailsInMidAnswer = true };

        await Assert.ThrowsAsync<UpstreamException>(() => AskAsync(upstream));

        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task AskAsync_KeepsBreakingDown_IsLeftAloneAndTriedAgainLater()
    {
        var upstream = new PlannedUpstream("because", [.. Enumerable.Range(0, 8).Select(_ => PlannedUpstream.Failure(UpstreamFailure.Unavailable))]);
        var client = Client(upstream);
        for (var i = 0; i < 8; i++)
        {
            await Assert.ThrowsAsync<UpstreamException>(() => ReadAsync(client));
        }

        var alone = await Assert.ThrowsAsync<UpstreamException>(() => ReadAsync(client));
        Assert.Contains("left alone", alone.Message, StringComparison.Ordinal);
        Assert.Equal(8, upstream.Requests.Count);

        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal("because", await ReadAsync(client));
    }

    [Fact]
    public async Task AskAsync_RateLimits_NeverLeaveTheEndpointAlone()
    {
        var upstream = new PlannedUpstream("because", [.. Enumerable.Range(0, 20).Select(_ => PlannedUpstream.Failure(UpstreamFailure.RateLimited, 429, "60"))]);
        var client = Client(upstream);
        for (var i = 0; i < 20; i++)
        {
            await Assert.ThrowsAsync<UpstreamException>(() => ReadAsync(client));
        }

        Assert.Equal("because", await ReadAsync(client));
    }

    private string?[] Attempts() =>
        [.. _attempts.GetMeasurementSnapshot().Select(attempt => (string?)attempt.Tags[TelemetryNames.ReasonTag])];

    private ResilientUpstreamClient Client(PlannedUpstream upstream) => new("provider", upstream, retries: 2, _metrics, _time);

    [Fact]
    public async Task AskAsync_PromptFromTheProvidersCache_IsCountedForTheEndpoint()
    {
        using var cached = new MetricCollector<long>(_services.GetRequiredService<IMeterFactory>(), TelemetryNames.Meter, TelemetryNames.TokensCached);

        await AskAsync(new PlannedUpstream("because") { Usage = new TokenUsage(9, 1) { CachedInputTokens = 7 } });
        await AskAsync(new PlannedUpstream("because") { Usage = new TokenUsage(9, 1) });

        var measured = Assert.Single(cached.GetMeasurementSnapshot());
        Assert.Equal(7, measured.Value);
        Assert.True(measured.Tags.ContainsKey(TelemetryNames.EndpointTag));
    }

    private Task<string> AskAsync(PlannedUpstream upstream) => AskAsync(Client(upstream));

    private async Task<string> AskAsync(ResilientUpstreamClient client)
    {
        var asking = Task.Run(() => ReadAsync(client));
        while (!asking.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        return await asking;
    }

    private static async Task<string> ReadAsync(ResilientUpstreamClient client)
    {
        var text = "";
        await foreach (var part in client.AskAsync(Request, TestContext.Current.CancellationToken))
        {
            text += (part as TextDelta)?.Text;
        }

        return text;
    }
}
