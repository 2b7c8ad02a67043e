using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Tests.Scoping;
using SemanticCache.Core.Upstream;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Upstream;

public sealed class UpstreamStageTests
{
    private readonly ScriptedUpstream _upstream = new() { IsManual = true };
    private readonly ManualClock _time = new(DateTimeOffset.UnixEpoch);
    private readonly UpstreamStage _stage;
    private readonly TaskCompletionSource<Answer> _landed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public UpstreamStageTests()
    {
        _stage = new UpstreamStage(new UpstreamRegistry([KeyValuePair.Create<string, IUpstreamClient>("one", _upstream)], "one"), _time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ask_SameQuestionTwice_JoinsOneCall()
    {
        var (first, firstJoined) = Ask("a");
        var (second, secondJoined) = Ask("a");
        var call = await _upstream.NextCallAsync(Cancellation);
        call.Send("x");
        call.End();

        Assert.Equal(await ReadAsync(first), await ReadAsync(second));
        Assert.False(firstJoined);
        Assert.True(secondJoined);
        Assert.Single(_upstream.Calls);
        Assert.Equal("x", (await _landed.Task.WaitAsync(Patience.Longest, Cancellation)).Text);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Ask_NoCacheOrNoStore_FliesAlone(bool noCache, bool noStore)
    {
        var request = TestUtils.Ask.For("a") with { Controls = new RequestControls { NoCache = noCache, NoStore = noStore } };

        Ask("a");
        Assert.False(Ask(request).Joined);
        Assert.False(Ask(request).Joined);
        Assert.Equal(3, _upstream.Calls.Count);
    }

    [Fact]
    public void Ask_OtherTenant_IsNotJoined()
    {
        Ask("a");

        Assert.False(Ask(TestUtils.Ask.For("a", tenant: "other")).Joined);
        Assert.Equal(2, _upstream.Calls.Count);
    }

    [Fact]
    public async Task Ask_UpstreamFails_EveryCallerSeesItAndTheNextAsksAgain()
    {
        var callers = Enumerable.Range(0, 5).Select(_ => ReadAsync(Ask("a").Parts)).ToArray();
        var call = await _upstream.NextCallAsync(Cancellation);
        call.Send("x");
        call.Fail();

        foreach (var caller in callers)
        {
            await Assert.ThrowsAsync<UpstreamException>(() => caller);
        }

        Assert.False(Ask("a").Joined);
        Assert.False(_landed.Task.IsCompleted);
    }

    [Fact]
    public async Task Ask_UpstreamStopsWithoutAnEnd_FailsAndLandsNothing()
    {
        var reading = ReadAsync(Ask("a").Parts);
        var call = await _upstream.NextCallAsync(Cancellation);
        call.Send("x");
        call.Cut();

        var failure = await Assert.ThrowsAsync<UpstreamException>(() => reading);
        Assert.Equal(UpstreamFailure.InvalidAnswer, failure.Failure);
        Assert.False(_landed.Task.IsCompleted);
    }

    [Fact]
    public async Task Ask_EveryCallerLeaves_CancelsTheUpstream()
    {
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var readers = new[] { ReadAsync(Ask("a").Parts, first.Token), ReadAsync(Ask("a").Parts, second.Token) };
        var call = await _upstream.NextCallAsync(Cancellation);

        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => readers[0]);
        Assert.False(call.IsCancelled);
        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => readers[1]);

        await call.WhenCancelled(Cancellation);
        Assert.False(Ask("a").Joined);
    }

    [Fact]
    public async Task Ask_JoinedWhileTheAnswerIsStored_GetsTheWholeAnswer()
    {
        var storing = new TaskCompletionSource();
        var request = Scoped.Request("a");
        var first = _stage.Ask(request, stream: true, _ => storing.Task);
        var call = await _upstream.NextCallAsync(Cancellation);
        call.Send("x");
        call.End();
        var parts = await ReadAsync(first.Parts);

        var late = _stage.Ask(request, stream: true, _ => Task.CompletedTask);

        Assert.True(late.Joined);
        Assert.Equal(parts, await ReadAsync(late.Parts));
        storing.SetResult();
    }

    [Fact]
    public async Task Ask_StoreHangsForLong_StopsServingLateCallersFromTheFlight()
    {
        var request = Scoped.Request("a");
        var first = _stage.Ask(request, stream: true, _ => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Cancellation));
        var call = await _upstream.NextCallAsync(Cancellation);
        call.End();
        await ReadAsync(first.Parts);
        await _time.WhenTimerCreated;

        _time.Advance(TimeSpan.FromSeconds(6));

        await Eventually.HoldsAsync(() => !_stage.Ask(request, stream: true, _ => Task.CompletedTask).Joined, Cancellation);
    }

    [Fact]
    public void Ask_UnknownUpstream_Throws() =>
        Assert.Throws<UpstreamException>(() => _stage.Ask(
            Scoped.Request("a", new NamespacePolicy { Upstream = "none" }), stream: false, _ => Task.CompletedTask));

    [Fact]
    public async Task Ask_AnyRequest_PassesItOnWhole()
    {
        var request = TestUtils.Ask.For("a") with
        {
            Tools = "{}",
            ResponseFormat = "{}",
            Sampling = new SamplingParameters { Temperature = 0.5 },
        };
        Ask(request);

        var asked = (await _upstream.NextCallAsync(Cancellation)).Request;

        Assert.Equal(request.Messages, asked.Messages);
        Assert.Equal((request.Model, request.Tools, request.ResponseFormat), (asked.Model, asked.Tools, asked.ResponseFormat));
        Assert.Equal(request.Sampling, asked.Sampling);
        Assert.True(asked.Stream);
    }

    private (IAsyncEnumerable<AnswerEvent> Parts, bool Joined) Ask(string question) => Ask(TestUtils.Ask.For(question));

    private (IAsyncEnumerable<AnswerEvent> Parts, bool Joined) Ask(CacheRequest request)
    {
        var (parts, joined, _) = _stage.Ask(Scoped.Request(request), stream: true, answer =>
        {
            _landed.TrySetResult(answer);
            return Task.CompletedTask;
        });
        return (parts, joined);
    }

    private static async Task<List<AnswerEvent>> ReadAsync(IAsyncEnumerable<AnswerEvent> parts, CancellationToken? cancellationToken = null)
    {
        var read = new List<AnswerEvent>();
        await foreach (var part in parts.WithCancellation(cancellationToken ?? Cancellation))
        {
            read.Add(part);
        }

        return read;
    }
}
