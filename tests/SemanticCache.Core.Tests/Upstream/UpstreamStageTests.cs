using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Scoping;
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
        _stage = new UpstreamStage(new UpstreamRegistry([KeyValuePair.Create<string, IUpstreamClient>("one", _upstream)], "one"), control: null, _time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ask_SameQuestionTwice_JoinsOneCall()
    {
        var (first, firstJoined) = await AskAsync("a");
        var (second, secondJoined) = await AskAsync("a");
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
    public async Task Ask_NoCacheOrNoStore_FliesAlone(bool noCache, bool noStore)
    {
        var request = Ask.For("a") with { Controls = new RequestControls { NoCache = noCache, NoStore = noStore } };

        await AskAsync("a");
        Assert.False((await AskAsync(request)).Joined);
        Assert.False((await AskAsync(request)).Joined);
        Assert.Equal(3, _upstream.Calls.Count);
    }

    [Fact]
    public async Task Ask_OtherTenant_IsNotJoined()
    {
        await AskAsync("a");

        Assert.False((await AskAsync(Ask.For("a", tenant: "other"))).Joined);
        Assert.Equal(2, _upstream.Calls.Count);
    }

    [Fact]
    public async Task Ask_UpstreamFails_EveryCallerSeesItAndTheNextAsksAgain()
    {
        var callers = Enumerable.Range(0, 5).Select(async _ => await ReadAsync((await AskAsync("a")).Parts)).ToArray();
        var call = await _upstream.NextCallAsync(Cancellation);
        call.Send("x");
        call.Fail();

        foreach (var caller in callers)
        {
            await Assert.ThrowsAsync<UpstreamException>(() => caller);
        }

        Assert.False((await AskAsync("a")).Joined);
        Assert.False(_landed.Task.IsCompleted);
    }

    [Fact]
    public async Task Ask_UpstreamStopsWithoutAnEnd_FailsAndLandsNothing()
    {
        var reading = ReadAsync((await AskAsync("a")).Parts);
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
        var readers = new[] { ReadAsync((await AskAsync("a")).Parts, first.Token), ReadAsync((await AskAsync("a")).Parts, second.Token) };
        var call = await _upstream.NextCallAsync(Cancellation);

        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => readers[0]);
        Assert.False(call.IsCancelled);
        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => readers[1]);

        await call.WhenCancelled(Cancellation);
        Assert.False((await AskAsync("a")).Joined);
    }

    [Fact]
    public async Task Ask_JoinedWhileTheAnswerIsStored_GetsTheWholeAnswer()
    {
        var storing = new TaskCompletionSource();
        var request = Scoped.Request("a");
        var first = await AskAsync(request, _ => storing.Task);
        var call = await _upstream.NextCallAsync(Cancellation);
        call.Send("x");
        call.End();
        var parts = await ReadAsync(first.Parts);

        var late = await AskAsync(request, _ => Task.CompletedTask);

        Assert.True(late.Joined);
        Assert.Equal(parts, await ReadAsync(late.Parts));
        storing.SetResult();
    }

    [Fact]
    public async Task Ask_StoreHangsForLong_StopsServingLateCallersFromTheFlight()
    {
        var request = Scoped.Request("a");
        var first = await AskAsync(request, _ => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Cancellation));
        var call = await _upstream.NextCallAsync(Cancellation);
        call.End();
        await ReadAsync(first.Parts);
        await _time.WhenTimerCreated;

        _time.Advance(TimeSpan.FromSeconds(6));

        await Eventually.HoldsAsync(() => AskAsync(request, _ => Task.CompletedTask) is { IsCompletedSuccessfully: true, Result.Joined: false }, Cancellation);
    }

    [Fact]
    public Task Ask_UnknownUpstream_Throws() => Assert.ThrowsAsync<UpstreamException>(
        () => AskAsync(Scoped.Request("a", new NamespacePolicy { Upstream = "none" }), _ => Task.CompletedTask));

    [Fact]
    public async Task Ask_AnyRequest_PassesItOnWhole()
    {
        var request = Ask.For("a") with
        {
            Tools = "{}",
            ResponseFormat = "{}",
            Sampling = new SamplingParameters { Temperature = 0.5 },
        };
        await AskAsync(request);

        var asked = (await _upstream.NextCallAsync(Cancellation)).Request;

        Assert.Equal(request.Messages, asked.Messages);
        Assert.Equal((request.Model, request.Tools, request.ResponseFormat), (asked.Model, asked.Tools, asked.ResponseFormat));
        Assert.Equal(request.Sampling, asked.Sampling);
        Assert.True(asked.Stream);
    }

    private Task<(IAsyncEnumerable<AnswerEvent> Parts, bool Joined)> AskAsync(string question) => AskAsync(Ask.For(question));

    private Task<(IAsyncEnumerable<AnswerEvent> Parts, bool Joined)> AskAsync(CacheRequest request) => AskAsync(Scoped.Request(request), answer =>
    {
        _landed.TrySetResult(answer);
        return Task.CompletedTask;
    });

    private async Task<(IAsyncEnumerable<AnswerEvent> Parts, bool Joined)> AskAsync(ScopedRequest request, Func<Answer, Task> landed)
    {
        var (parts, joined, _) = await _stage.AskAsync(request, stream: true, findStored: null, landed, Cancellation);
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
