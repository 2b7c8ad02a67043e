using Microsoft.Extensions.Time.Testing;
using SemanticCache.Core.Decisions.Verification;

namespace SemanticCache.Core.Tests.Decisions.Verification;

public sealed class CircuitBreakerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<BreakerState> _changes = [];
    private readonly CircuitBreaker _breaker;

    public CircuitBreakerTests()
    {
        _breaker = new CircuitBreaker(_time, _changes.Add);
    }

    [Fact]
    public void End_HalfOfTwentyFailed_Opens()
    {
        Call(CallEnding.Succeeded, times: 10);
        Call(CallEnding.Failed, times: 9);
        Assert.Equal(BreakerState.Closed, _breaker.State);

        Call(CallEnding.Failed);

        Assert.Equal(BreakerState.Open, _breaker.State);
        Assert.False(_breaker.TryBegin(out _));
        Assert.Equal([BreakerState.Open], _changes);
    }

    [Fact]
    public void End_NineteenFailed_StaysClosed()
    {
        Call(CallEnding.Failed, times: 19);

        Assert.True(_breaker.TryBegin(out _));
    }

    [Fact]
    public void End_FewerThanHalfFailed_StaysClosed()
    {
        Call(CallEnding.Succeeded, times: 21);
        Call(CallEnding.Failed, times: 20);

        Assert.True(_breaker.TryBegin(out _));
    }

    [Fact]
    public void End_FailuresOverMoreThanTenSeconds_StaysClosed()
    {
        Call(CallEnding.Failed, times: 19);
        _time.Advance(TimeSpan.FromSeconds(10));

        Call(CallEnding.Failed, times: 19);

        Assert.Equal(BreakerState.Closed, _breaker.State);
    }

    [Fact]
    public void End_FailuresWithinTenSeconds_Opens()
    {
        for (var second = 0; second < 10; second++)
        {
            Call(CallEnding.Failed, times: 2);
            _time.Advance(TimeSpan.FromSeconds(0.99));
        }

        Assert.Equal(BreakerState.Open, _breaker.State);
    }

    [Fact]
    public void End_Uncounted_NeitherOpensNorDilutes()
    {
        Call(CallEnding.Uncounted, times: 100);
        Call(CallEnding.Failed, times: 19);
        Assert.Equal(BreakerState.Closed, _breaker.State);

        Call(CallEnding.Failed);

        Assert.Equal(BreakerState.Open, _breaker.State);
    }

    [Fact]
    public void TryBegin_BeforeFiveSeconds_IsRefused()
    {
        Open();

        _time.Advance(CircuitBreaker.Break - TimeSpan.FromMilliseconds(1));

        Assert.False(_breaker.TryBegin(out _));
        Assert.Equal(BreakerState.Open, _breaker.State);
    }

    [Fact]
    public void TryBegin_HalfOpen_LetsOneTryAtATime()
    {
        HalfOpen(out _);

        Assert.False(_breaker.TryBegin(out _));
    }

    [Fact]
    public void End_TrialSucceeded_ClosesAndForgetsOldFailures()
    {
        HalfOpen(out var trial);

        _breaker.End(trial, CallEnding.Succeeded);
        Call(CallEnding.Failed, times: 19);

        Assert.Equal(BreakerState.Closed, _breaker.State);
        Assert.Equal([BreakerState.Open, BreakerState.HalfOpen, BreakerState.Closed], _changes);
    }

    [Fact]
    public void End_TrialFailed_OpensForAnotherFiveSeconds()
    {
        HalfOpen(out var trial);

        _breaker.End(trial, CallEnding.Failed);
        Assert.False(_breaker.TryBegin(out _));
        _time.Advance(CircuitBreaker.Break);

        Assert.True(_breaker.TryBegin(out _));
    }

    [Fact]
    public void End_TrialUncounted_LetsTheNextTry()
    {
        HalfOpen(out var trial);

        _breaker.End(trial, CallEnding.Uncounted);

        Assert.Equal(BreakerState.HalfOpen, _breaker.State);
        Assert.True(_breaker.TryBegin(out _));
    }

    [Fact]
    public void End_CallFromBeforeTheTrial_DoesNotMatter()
    {
        Assert.True(_breaker.TryBegin(out var old));
        HalfOpen(out _);

        _breaker.End(old, CallEnding.Succeeded);

        Assert.Equal(BreakerState.HalfOpen, _breaker.State);
        Assert.False(_breaker.TryBegin(out _));
    }

    private void Call(CallEnding ending, int times = 1)
    {
        for (var call = 0; call < times; call++)
        {
            Assert.True(_breaker.TryBegin(out var permit));
            _breaker.End(permit, ending);
        }
    }

    private void Open() => Call(CallEnding.Failed, CircuitBreaker.MinimumCalls);

    private void HalfOpen(out long trial)
    {
        Open();
        _time.Advance(CircuitBreaker.Break);
        Assert.True(_breaker.TryBegin(out trial));
    }
}
