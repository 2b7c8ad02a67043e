using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Decisions.Verification;
using SemanticCache.Core.Search;
using SemanticCache.Core.Tests.Entries;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Decisions;

public sealed class VerifiedDecisionTests
{
    private static readonly DecisionBars Bars = new(Similarity: 0.7f, Confidence: 0.8f);
    private static readonly ImmutableArray<Candidate> Three =
        [TestEntries.Candidate("first", 0.9f), TestEntries.Candidate("second", 0.85f), TestEntries.Candidate("third", 0.8f)];

    private readonly FakeTimeProvider _time = new();
    private readonly FakeVerifier _verifier = new();

    [Fact]
    public async Task JudgeAsync_SecondCandidatePasses_StopsThere()
    {
        _verifier.Set("asked", "second", 0.8f);
        _verifier.Set("asked", "third", 0.99f);

        var verdicts = await JudgeAsync(Three);

        Assert.Equal([DecisionReason.BelowConfidence, DecisionReason.ConfidenceReached, DecisionReason.None], Reasons(verdicts));
        Assert.Equal(["first", "second"], _verifier.Read);
        Assert.Equal(0.8f, verdicts[1].Confidence);
    }

    [Fact]
    public async Task JudgeAsync_BelowThreshold_IsNotRead()
    {
        _verifier.DefaultConfidence = 1;

        var verdicts = await JudgeAsync([TestEntries.Candidate("near", 0.69f)]);

        Assert.Equal([DecisionReason.BelowThreshold], Reasons(verdicts));
        Assert.Empty(_verifier.Read);
    }

    [Fact]
    public async Task JudgeAsync_BudgetOfCandidatesSpent_RefusesTheRest()
    {
        _verifier.Set("asked", "third", 1);

        var verdicts = await JudgeAsync(Three, new DecisionOptions { VerifiedCandidates = 2 });

        Assert.Equal([DecisionReason.BelowConfidence, DecisionReason.BelowConfidence, DecisionReason.BudgetSpent], Reasons(verdicts));
        Assert.Equal(["first", "second"], _verifier.Read);
    }

    [Fact]
    public async Task JudgeAsync_BudgetOfTimeSpentBetweenCandidates_RefusesTheRest()
    {
        _verifier.Set("asked", "second", 1);
        _verifier.OnCall = () => _time.Advance(TimeSpan.FromMilliseconds(50));

        var verdicts = await JudgeAsync(Three);

        Assert.DoesNotContain(verdicts, verdict => verdict.Passed);
        Assert.Equal(["first"], _verifier.Read);
    }

    [Fact]
    public async Task JudgeAsync_VerifierAnswersLate_IsNotServed()
    {
        // It ignores its token and says yes, but the time was up.
        _verifier.DefaultConfidence = 1;
        _verifier.OnCall = () => _time.Advance(TimeSpan.FromMilliseconds(41));

        var verdicts = await JudgeAsync(Three);

        Assert.Equal([DecisionReason.BudgetSpent, DecisionReason.BudgetSpent, DecisionReason.BudgetSpent], Reasons(verdicts));
    }

    [Fact]
    public async Task JudgeAsync_VerifierHangs_RefusesWhenTheTimeIsUp()
    {
        _verifier.Fault.Hang();
        var judging = JudgeAsync(Three);
        await _verifier.Fault.WhenHanging(TestContext.Current.CancellationToken);

        _time.Advance(TimeSpan.FromMilliseconds(41));

        Assert.Equal(DecisionReason.BudgetSpent, (await judging)[0].Reason);
    }

    [Theory]
    [InlineData(VerificationStatus.Overloaded)]
    [InlineData(VerificationStatus.TextTooLong)]
    public async Task JudgeAsync_VerifierCannotRead_RefusesAsUnavailable(VerificationStatus status)
    {
        _verifier.Status = status;
        _verifier.DefaultConfidence = 1;

        Assert.All(await JudgeAsync(Three), verdict => Assert.Equal(DecisionReason.VerifierUnavailable, verdict.Reason));
    }

    [Fact]
    public async Task JudgeAsync_NoVerifier_RefusesAsUnavailable()
    {
        var decision = new VerifiedDecision(new VerifierSlot(null), _time, Options.Create(new DecisionOptions()));

        var verdicts = await decision.JudgeAsync("asked", Three, Bars, TestContext.Current.CancellationToken);

        Assert.All(verdicts, verdict => Assert.Equal(DecisionReason.VerifierUnavailable, verdict.Reason));
    }

    [Fact]
    public async Task JudgeAsync_CallerCancels_Throws()
    {
        _verifier.Fault.Hang();
        using var caller = new CancellationTokenSource();
        var decision = new VerifiedDecision(new VerifierSlot(_verifier), _time, Options.Create(new DecisionOptions()));
        var judging = decision.JudgeAsync("asked", Three, Bars, caller.Token).AsTask();
        await _verifier.Fault.WhenHanging(TestContext.Current.CancellationToken);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => judging);
    }

    [Fact]
    public async Task JudgeAsync_ConfidenceIsNotANumber_IsNotServed()
    {
        _verifier.DefaultConfidence = float.NaN;

        Assert.DoesNotContain(await JudgeAsync(Three), verdict => verdict.Passed);
    }

    private Task<ImmutableArray<CandidateVerdict>> JudgeAsync(ImmutableArray<Candidate> candidates, DecisionOptions? options = null)
    {
        var decision = new VerifiedDecision(new VerifierSlot(_verifier), _time, Options.Create(options ?? new DecisionOptions()));
        return decision.JudgeAsync("asked", candidates, Bars, TestContext.Current.CancellationToken).AsTask();
    }

    private static IEnumerable<DecisionReason> Reasons(ImmutableArray<CandidateVerdict> verdicts) => verdicts.Select(verdict => verdict.Reason);
}
