using Microsoft.Extensions.DependencyInjection;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Upstream;
using SemanticCache.Core.Upstream.Flights;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Pipeline;

/// <summary>Misses while other instances on the same store may be asking the same.</summary>
public sealed class CachePipelineFlightTests
{
    private readonly OtherInstances _others = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CompleteAsync_AnotherInstanceStoresItMeanwhile_ServesThatAsJoined()
    {
        await using var fixture = await StartAsync();
        var completing = await WaitingAsync(fixture);
        await fixture.Pipeline.StoreAsync(Ask.For("a"), new Answer { Text = "stored" }, Cancellation);

        fixture.Time.Advance(TimeSpan.FromMilliseconds(50));

        var reply = await completing;
        Assert.Equal((CacheOutcomeKind.Joined, "stored"), (reply.Outcome.Kind, reply.Text));
        Assert.Null(reply.Outcome.Route);
        Assert.Empty(fixture.Upstream.Calls);
        await _others.Landed;
    }

    [Fact]
    public async Task CompleteAsync_AnotherInstanceStoredItSinceTheLookup_ServesThatAsJoined()
    {
        await using var fixture = await StartAsync();
        _others.Fault.Hang();
        var completing = fixture.CompleteAsync(Ask.For("a"), Cancellation);
        await _others.Fault.WhenHanging(Cancellation);
        await fixture.Pipeline.StoreAsync(Ask.For("a"), new Answer { Text = "stored" }, Cancellation);

        _others.Fault.Clear();

        Assert.Equal((CacheOutcomeKind.Joined, "stored"), ((await completing).Outcome.Kind, (await completing).Text));
        Assert.Empty(fixture.Upstream.Calls);
        await _others.Landed;
    }

    [Fact]
    public async Task CompleteAsync_AnotherInstanceLandsWithoutAnAnswer_Asks()
    {
        await using var fixture = await StartAsync();
        var completing = await WaitingAsync(fixture);
        _others.IsHeld = false;

        fixture.Time.Advance(TimeSpan.FromMilliseconds(50));

        var reply = await completing;
        Assert.Equal((CacheOutcomeKind.Miss, "Answer to: a"), (reply.Outcome.Kind, reply.Text));
        await _others.Landed;
    }

    [Fact]
    public async Task CompleteAsync_AnotherInstanceNeverLands_AsksAfterTheLongestWait()
    {
        await using var fixture = await StartAsync();
        var completing = await WaitingAsync(fixture);
        fixture.Time.Advance(TimeSpan.FromMilliseconds(1_900));
        Assert.False(completing.IsCompleted);

        await Eventually.HoldsAsync(() => Advanced(fixture, completing), Cancellation);

        Assert.Equal(CacheOutcomeKind.Miss, (await completing).Outcome.Kind);
    }

    [Fact]
    public async Task CompleteAsync_TwoCallersWhileAnotherInstanceAsks_ShareItsAnswer()
    {
        await using var fixture = await StartAsync();
        _others.Fault.Hang();
        var first = fixture.CompleteAsync(Ask.For("a"), Cancellation);
        await _others.Fault.WhenHanging(Cancellation);
        await using var second = await fixture.Pipeline.CompleteAsync(Ask.For("a"), stream: false, Cancellation);
        await fixture.Pipeline.StoreAsync(Ask.For("a"), new Answer { Text = "stored" }, Cancellation);

        _others.Fault.Clear();

        Assert.Equal("stored", (await first).Text);
        Assert.Equal("stored", (await WholeReply.ReadAsync(second, Cancellation)).Text);
        Assert.Equal((1, 0), (_others.Fault.Calls, fixture.Upstream.Calls.Count));
    }

    [Fact]
    public async Task CompleteAsync_OtherInstancesCannotBeHeard_Asks()
    {
        await using var fixture = await StartAsync();
        _others.Fault.Fail();

        Assert.Equal((CacheOutcomeKind.Miss, "Answer to: a"), await AnsweredAsync(fixture, Ask.For("a")));

        Assert.Equal("flights", Assert.Single(fixture.StageFailures.GetMeasurementSnapshot()).Tags[TelemetryNames.StageTag]);
    }

    [Fact]
    public async Task CompleteAsync_OtherInstancesAreSlow_AsksAfterTheDeadlineOfALookup()
    {
        await using var fixture = await StartAsync();
        _others.Fault.Hang(heedsCancellation: false);
        var completing = fixture.CompleteAsync(Ask.For("a"), Cancellation);
        await _others.Fault.WhenHanging(Cancellation);

        fixture.Time.Advance(TimeSpan.FromMilliseconds(50));

        Assert.Equal(CacheOutcomeKind.Miss, (await completing).Outcome.Kind);
        _others.Fault.Clear();
    }

    [Fact]
    public async Task CompleteAsync_StoreFailedInTheLookup_DoesNotAskTheOthers()
    {
        await using var fixture = await StartAsync();
        await fixture.SetPolicyAsync(new());
        fixture.Store.Reads.Fail();

        await AnsweredAsync(fixture, Ask.For("a"));

        Assert.Equal(0, _others.Fault.Calls);
    }

    [Fact]
    public async Task CompleteAsync_NothingToBeStored_DoesNotAskTheOthers()
    {
        await using var fixture = await StartAsync();

        await AnsweredAsync(fixture, Ask.For("a") with { Controls = new RequestControls { NoStore = true } });
        await AnsweredAsync(fixture, Ask.For("what is my balance?"));

        Assert.Equal(0, _others.Fault.Calls);
    }

    [Fact]
    public async Task CompleteAsync_OwnTerms_AsksForItsLikeAlone()
    {
        await using var fixture = await StartAsync();
        fixture.Upstream.IsManual = true;
        var strict = Ask.For("a") with { Controls = new RequestControls { MaximumAge = TimeSpan.FromMinutes(1) } };

        await using var plain = await fixture.Pipeline.CompleteAsync(Ask.For("a"), stream: false, Cancellation);
        await using var own = await fixture.Pipeline.CompleteAsync(strict, stream: false, Cancellation);
        await using var like = await fixture.Pipeline.CompleteAsync(strict, stream: false, Cancellation);

        Assert.Equal([CacheOutcomeKind.Miss, CacheOutcomeKind.Miss, CacheOutcomeKind.Joined], [plain.Outcome.Kind, own.Outcome.Kind, like.Outcome.Kind]);
        Assert.Equal((1, 2), (_others.Fault.Calls, fixture.Upstream.Calls.Count));
    }

    [Fact]
    public async Task CompleteAsync_TurnedOff_DoesNotAskTheOthers()
    {
        await using var fixture = await StartAsync(sharedWait: "00:00:00");

        await AnsweredAsync(fixture, Ask.For("a"));

        Assert.Equal(0, _others.Fault.Calls);
    }

    [Fact]
    public async Task CompleteAsync_CallerLeavesWhileItWaits_LetsOthersAskAndAsksNobody()
    {
        await using var fixture = await StartAsync();
        using var leaving = new CancellationTokenSource();
        _others.Fault.Hang();
        var completing = fixture.CompleteAsync(Ask.For("a"), leaving.Token);
        await _others.Fault.WhenHanging(Cancellation);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => completing);
        await _others.Landed;
        Assert.Empty(fixture.Upstream.Calls);
    }

    [Fact]
    public async Task CompleteAsync_Answered_LetsOthersAskOnceItIsStored()
    {
        await using var fixture = await StartAsync();
        await fixture.SetPolicyAsync(new());
        fixture.Store.Writes.Hang();
        await AnsweredAsync(fixture, Ask.For("a"));
        await fixture.Store.Writes.WhenHanging(Cancellation);
        Assert.False(_others.HasLanded);

        fixture.Store.Writes.Clear();

        await _others.Landed;
        Assert.Single(fixture.Store.Entries);
    }

    [Fact]
    public async Task CompleteAsync_UpstreamFails_LetsOthersAsk()
    {
        await using var fixture = await StartAsync();
        fixture.Upstream.AnswerText = _ => throw new UpstreamException(UpstreamFailure.Unavailable, "down");

        await Assert.ThrowsAsync<UpstreamException>(() => fixture.CompleteAsync(Ask.For("a"), Cancellation));

        await _others.Landed;
    }

    private Task<PipelineFixture> StartAsync(string sharedWait = "00:00:02") => PipelineFixture.StartAsync(
        new() { ["Flights:SharedWait"] = sharedWait }, configure: services => services.AddSingleton<ISharedFlights>(_others));

    private static async Task<(CacheOutcomeKind Kind, string Text)> AnsweredAsync(PipelineFixture fixture, CacheRequest request)
    {
        var reply = await fixture.CompleteAsync(request, Cancellation);
        return (reply.Outcome.Kind, reply.Text);
    }

    // Completes when a request waits for another instance that asks the same.
    private async Task<Task<WholeReply>> WaitingAsync(PipelineFixture fixture)
    {
        _others.IsHeld = true;
        _others.Fault.Hang();
        var completing = fixture.CompleteAsync(Ask.For("a"), Cancellation);
        await _others.Fault.WhenHanging(Cancellation);
        var timers = fixture.Time.TimersCreated;
        _others.Fault.Clear();
        await fixture.Time.WhenTimersCreatedAsync(timers + 1);
        return completing;
    }

    private static bool Advanced(PipelineFixture fixture, Task completing)
    {
        fixture.Time.Advance(TimeSpan.FromMilliseconds(100));
        return completing.IsCompleted;
    }
}
