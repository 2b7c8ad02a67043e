using System.Globalization;
using Microsoft.Extensions.Logging;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Decisions.Verification;
using SemanticCache.Core.Reporting;

namespace SemanticCache.Core.Tests.Decisions.Verification;

public sealed class ResilientVerifierTests : IDisposable
{
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(31);

    private readonly VerifierBench _bench = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task VerifyAsync_SamePairAgain_SparesTheModel()
    {
        _bench.Fake.Set("a", "b", 0.7f);
        await _bench.AskAsync("a", "b");

        var second = await _bench.AskAsync("a", "b");

        Assert.Equal(new VerificationResult(VerificationStatus.Verified, 0.7f), second);
        Assert.Single(_bench.Fake.Read);
        Assert.Equal(["verified", "verified cached"], _bench.Counted());
        Assert.Single(_bench.Durations.GetMeasurementSnapshot());
    }

    [Theory]
    [InlineData("b", "a")]
    [InlineData("a", "B")]
    [InlineData("ab", "")]
    [InlineData("", "ab")]
    public async Task VerifyAsync_OtherPair_IsRead(string question, string candidate)
    {
        _bench.Fake.Set("a", "b", 0.7f);
        _bench.Fake.Set(question, candidate, 0.2f);
        await _bench.AskAsync("a", "b");

        Assert.Equal(0.2f, (await _bench.AskAsync(question, candidate)).Confidence);
    }

    [Fact]
    public async Task VerifyAsync_CacheSwitchedOff_ReadsEveryTime()
    {
        using var bench = new VerifierBench(options: new DecisionOptions { VerifiedPairs = 0 });

        await bench.AskAsync("a", "b");
        await bench.AskAsync("a", "b");

        Assert.Equal(2, bench.Fake.Read.Count);
    }

    [Fact]
    public async Task VerifyAsync_MorePairsThanFit_ForgetsSome()
    {
        using var bench = new VerifierBench(options: new DecisionOptions { VerifiedPairs = 4 });
        for (var round = 0; round < 2; round++)
        {
            for (var pair = 0; pair < 40; pair++)
            {
                await bench.AskAsync("a", pair.ToString(CultureInfo.InvariantCulture));
            }
        }

        Assert.InRange(bench.Fake.Read.Count, 72, 80);
    }

    [Theory]
    [InlineData(VerificationStatus.Overloaded, "overloaded")]
    [InlineData(VerificationStatus.TextTooLong, "text_too_long")]
    [InlineData(VerificationStatus.UnreadableText, "unreadable_text")]
    public async Task VerifyAsync_OtherStatus_PassesThroughAndIsNotKept(VerificationStatus status, string name)
    {
        _bench.Fake.Status = status;
        Assert.Equal(status, (await _bench.AskAsync("a", "b")).Status);
        _bench.Fake.Status = VerificationStatus.Verified;

        Assert.Equal(VerificationStatus.Verified, (await _bench.AskAsync("a", "b")).Status);
        Assert.Equal([name, "verified"], _bench.Counted());
    }

    [Fact]
    public async Task VerifyAsync_NotANumber_IsNotKept()
    {
        _bench.Fake.DefaultConfidence = float.NaN;
        await _bench.AskAsync("a", "b");
        _bench.Fake.DefaultConfidence = 0.9f;

        Assert.Equal(0.9f, (await _bench.AskAsync("a", "b")).Confidence);
    }

    [Fact]
    public async Task VerifyAsync_ModelFails_ThrowsAndIsAskedAgain()
    {
        _bench.Fake.Fault.Fail();
        await Assert.ThrowsAsync<InvalidOperationException>(() => _bench.AskAsync("a", "b"));
        _bench.Fake.Fault.Clear();

        Assert.Equal(0.5f, (await _bench.AskAsync("a", "b")).Confidence);
        Assert.Equal(["failed", "verified"], _bench.Counted());
    }

    [Fact]
    public async Task VerifyAsync_ModelKeepsFailing_IsLeftAloneUntilATrialSucceeds()
    {
        await _bench.BreakAsync();
        var read = _bench.Fake.Read.Count;

        Assert.Equal(VerificationStatus.Unavailable, (await _bench.AskAsync("a", "b")).Status);
        Assert.Equal(read, _bench.Fake.Read.Count);
        Assert.Equal("unavailable", _bench.Counted()[^1]);
        Assert.Equal((int)BreakerState.Open, Observed());

        _bench.Time.Advance(CircuitBreaker.Break);
        Assert.Equal(VerificationStatus.Verified, (await _bench.AskAsync("a", "b")).Status);
        Assert.Equal((int)BreakerState.Closed, Observed());
    }

    [Fact]
    public async Task VerifyAsync_ModelBreaksAndRecovers_LogsAndCountsEachChangeOnce()
    {
        await _bench.BreakAsync();
        await _bench.AskAsync("a", "b");
        await _bench.AskAsync("a", "b");
        _bench.Time.Advance(CircuitBreaker.Break);
        await _bench.AskAsync("a", "b");

        var logged = _bench.Logs.GetSnapshot();
        Assert.Equal([EventIds.VerifierBroken, EventIds.VerifierTried, EventIds.VerifierRecovered], logged.Select(line => line.Id.Id));
        Assert.Equal([LogLevel.Warning, LogLevel.Information, LogLevel.Information], logged.Select(line => line.Level));
        Assert.Equal(
            ["open", "half_open", "closed"],
            _bench.BreakerChanges.GetMeasurementSnapshot().Select(change => change.Tags[TelemetryNames.StateTag]));
    }

    [Fact]
    public async Task VerifyAsync_BreakerOpen_StillServesKnownPairs()
    {
        await _bench.AskAsync("a", "b");
        await _bench.BreakAsync();

        Assert.Equal(0.5f, (await _bench.AskAsync("a", "b")).Confidence);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task VerifyAsync_AnswersLate_TimesOutAndBreaksInTheEnd(bool heedsCancellation)
    {
        for (var call = 0; call < CircuitBreaker.MinimumCalls; call++)
        {
            _bench.Fake.Fault.Hang(heedsCancellation);
            var asking = _bench.AskAsync("late", call.ToString(CultureInfo.InvariantCulture));
            await _bench.Fake.Fault.WhenHanging(Cancellation);
            _bench.Time.Advance(Late);
            Assert.Equal(VerificationStatus.TimedOut, (await asking).Status);
            _bench.Fake.Fault.Release();
        }

        Assert.Equal(VerificationStatus.Unavailable, (await _bench.AskAsync("a", "b")).Status);
    }

    [Fact]
    public async Task VerifyAsync_LateWithoutHeedingItsToken_IsNotServedButKept()
    {
        _bench.Fake.OnCall = () => _bench.Time.Advance(Late);
        Assert.Equal(VerificationStatus.TimedOut, (await _bench.AskAsync("a", "b")).Status);

        Assert.Equal(new VerificationResult(VerificationStatus.Verified, 0.5f), await _bench.AskAsync("a", "b"));
    }

    [Fact]
    public async Task VerifyAsync_Overloaded_NeverBreaks()
    {
        _bench.Fake.Status = VerificationStatus.Overloaded;
        for (var call = 0; call < 5 * CircuitBreaker.MinimumCalls; call++)
        {
            Assert.Equal(VerificationStatus.Overloaded, (await _bench.AskAsync("a", "b")).Status);
        }

        Assert.Empty(_bench.Logs.GetSnapshot());
    }

    [Fact]
    public async Task VerifyAsync_CallersCancel_NeverBreaks()
    {
        for (var call = 0; call < 2 * CircuitBreaker.MinimumCalls; call++)
        {
            await AskAndLeaveAsync();
        }

        Assert.Equal(VerificationStatus.Verified, (await _bench.AskAsync("a", "b")).Status);
        Assert.Equal(["verified"], _bench.Counted());
    }

    [Fact]
    public async Task VerifyAsync_CallerOfTheTrialCancels_LeavesTheNextToTry()
    {
        await _bench.BreakAsync();
        _bench.Time.Advance(CircuitBreaker.Break);

        await AskAndLeaveAsync();
        Assert.Equal((int)BreakerState.HalfOpen, Observed());

        Assert.Equal(VerificationStatus.Verified, (await _bench.AskAsync("a", "b")).Status);
    }

    [Fact]
    public void Description_Always_IsTheModels() => Assert.Same(_bench.Fake.Description, _bench.Resilient.Description);

    public void Dispose() => _bench.Dispose();

    private async Task AskAndLeaveAsync()
    {
        using var caller = new CancellationTokenSource();
        _bench.Fake.Fault.Hang();
        var asking = _bench.AskAsync("left", "alone", caller.Token);
        await _bench.Fake.Fault.WhenHanging(Cancellation);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        _bench.Fake.Fault.Release();
    }

    private int Observed()
    {
        _bench.BreakerState.RecordObservableInstruments();
        return _bench.BreakerState.LastMeasurement!.Value;
    }
}
