using SemanticCache.Core.Reporting;
using SemanticCache.Core.Upstream;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Upstream.Routes;

public sealed class RacingUpstreamClientTests : IDisposable
{
    private static readonly TimeSpan Hedge = TimeSpan.FromSeconds(2);

    private readonly RouteFixture _fixture = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AskAsync_FirstFails_TheNextAnswersAndTheFailureIsRemembered()
    {
        var answer = RouteFixture.TextAsync(_fixture.InOrder(), cancellationToken: Cancellation);
        (await CallAsync("a")).Fail();
        await AnswerAsync("b", "from b");

        Assert.Equal("from b", await answer.WaitAsync(Patience.Longest, Cancellation));
        Assert.NotNull(_fixture.Endpoints["a"].Pace.RecentFailure);
        Assert.Empty(_fixture.Scripts["c"].Calls);
    }

    [Fact]
    public async Task AskAsync_Rejected_AsksNoOther()
    {
        var answer = RouteFixture.TextAsync(_fixture.InOrder(), cancellationToken: Cancellation);
        (await CallAsync("a")).Fail(new UpstreamException(UpstreamFailure.Rejected, "No.", 400));

        Assert.Equal(UpstreamFailure.Rejected, (await Assert.ThrowsAsync<UpstreamException>(() => answer.WaitAsync(Patience.Longest, Cancellation))).Failure);
        Assert.Empty(_fixture.Scripts["b"].Calls);
        Assert.Null(_fixture.Endpoints["a"].Pace.RecentFailure);
    }

    [Fact]
    public async Task AskAsync_AllFail_ThrowsTheLastFailure()
    {
        var answer = RouteFixture.TextAsync(_fixture.InOrder(endpoints: "ab"), cancellationToken: Cancellation);
        (await CallAsync("a")).Fail();
        (await CallAsync("b")).Fail(new UpstreamException(UpstreamFailure.RateLimited, "Later.", 429));

        Assert.Equal(UpstreamFailure.RateLimited, (await Assert.ThrowsAsync<UpstreamException>(() => answer.WaitAsync(Patience.Longest, Cancellation))).Failure);
    }

    [Fact]
    public async Task AskAsync_BreaksOffInMidAnswer_AsksNoOther()
    {
        var answer = RouteFixture.TextAsync(_fixture.InOrder(Hedge), cancellationToken: Cancellation);
        var call = await CallAsync("a");
        call.Send("half");
        call.Fail();

        await Assert.ThrowsAsync<UpstreamException>(() => answer.WaitAsync(Patience.Longest, Cancellation));
        Assert.Empty(_fixture.Scripts["b"].Calls);
    }

    [Fact]
    public async Task AskAsync_FirstKeepsWaiting_TheNextIsAskedTooAndWins()
    {
        var answer = RouteFixture.TextAsync(_fixture.InOrder(Hedge), cancellationToken: Cancellation);
        var slow = await CallAsync("a");
        _fixture.Time.Advance(Hedge);
        await AnswerAsync("b", "from b");

        Assert.Equal("from b", await answer.WaitAsync(Patience.Longest, Cancellation));
        await slow.WhenCancelled(Cancellation);
        Assert.Empty(_fixture.Scripts["c"].Calls);
        AssertHedge("b", "won");
        Assert.True(_fixture.Endpoints["a"].Pace.Cost >= Hedge.TotalSeconds);
    }

    [Fact]
    public async Task AskAsync_FirstBeginsAfterAll_TheOtherIsCancelled()
    {
        var answer = RouteFixture.TextAsync(_fixture.InOrder(Hedge), cancellationToken: Cancellation);
        var slow = await CallAsync("a");
        _fixture.Time.Advance(Hedge);
        var other = await CallAsync("b");
        slow.Send("from a");
        await other.WhenCancelled(Cancellation);
        slow.End();

        Assert.Equal("from a", await answer.WaitAsync(Patience.Longest, Cancellation));
        Assert.False(slow.IsCancelled);
        AssertHedge("b", "lost");
    }

    [Fact]
    public async Task AskAsync_HedgeIsRejected_TheFirstMayStillAnswer()
    {
        var answer = RouteFixture.TextAsync(_fixture.InOrder(Hedge), cancellationToken: Cancellation);
        var slow = await CallAsync("a");
        _fixture.Time.Advance(Hedge);
        (await CallAsync("b")).Fail(new UpstreamException(UpstreamFailure.Rejected, "No.", 404));
        slow.Send("from a");
        slow.End();

        Assert.Equal("from a", await answer.WaitAsync(Patience.Longest, Cancellation));
    }

    [Fact]
    public async Task AskAsync_BothFail_TheThirdIsAsked()
    {
        var answer = RouteFixture.TextAsync(_fixture.InOrder(Hedge), cancellationToken: Cancellation);
        var slow = await CallAsync("a");
        _fixture.Time.Advance(Hedge);
        (await CallAsync("b")).Fail();
        slow.Fail();
        await AnswerAsync("c", "from c");

        Assert.Equal("from c", await answer.WaitAsync(Patience.Longest, Cancellation));
    }

    [Fact]
    public async Task AskAsync_WholeAnswer_IsNeverAskedForTwice()
    {
        var answer = RouteFixture.TextAsync(_fixture.InOrder(Hedge), RouteFixture.Request with { Stream = false }, Cancellation);
        var call = await CallAsync("a");
        _fixture.Time.Advance(Hedge * 10);
        call.Send("from a");
        call.End();

        Assert.Equal("from a", await answer.WaitAsync(Patience.Longest, Cancellation));
        Assert.Empty(_fixture.Scripts["b"].Calls);
    }

    [Fact]
    public async Task AskAsync_CallerLeaves_EverybodyIsCancelled()
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var answer = RouteFixture.TextAsync(_fixture.InOrder(Hedge), cancellationToken: leaving.Token);
        var first = await CallAsync("a");
        _fixture.Time.Advance(Hedge);
        var second = await CallAsync("b");

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer.WaitAsync(Patience.Longest, Cancellation));
        await first.WhenCancelled(Cancellation);
        await second.WhenCancelled(Cancellation);
    }

    [Fact]
    public async Task AskAsync_CallerLeavesTheWinner_ItIsCancelledToo()
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var answer = RouteFixture.TextAsync(_fixture.InOrder(Hedge), cancellationToken: leaving.Token);
        _ = await CallAsync("a");
        _fixture.Time.Advance(Hedge);
        var winner = await CallAsync("b");
        winner.Send("from b");
        await Eventually.HoldsAsync(() => _fixture.Hedges.LastMeasurement is not null, Cancellation);

        await leaving.CancelAsync();

        await winner.WhenCancelled(Cancellation);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer.WaitAsync(Patience.Longest, Cancellation));
    }

    public void Dispose() => _fixture.Dispose();

    private Task<UpstreamCall> CallAsync(string endpoint) => _fixture.Scripts[endpoint].NextCallAsync(Cancellation);

    private async Task AnswerAsync(string endpoint, string text)
    {
        var call = await CallAsync(endpoint);
        call.Send(text);
        call.End();
    }

    private void AssertHedge(string endpoint, string result)
    {
        var hedge = Assert.Single(_fixture.Hedges.GetMeasurementSnapshot());
        Assert.Equal((endpoint, result), (hedge.Tags[TelemetryNames.EndpointTag], hedge.Tags[TelemetryNames.ReasonTag]));
    }
}
