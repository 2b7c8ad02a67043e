using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SemanticCache.Core.Agreement;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Decisions.Calibration;
using SemanticCache.Core.Policies;
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
    public async Task JudgeAsync_SecondCandidateIsMoreProbable_ServesIt()
    {
        _verifier.Set("asked", "first", 0.5f);
        _verifier.Set("asked", "second", 0.8f);

        var verdicts = await JudgeAsync(Three);

        Assert.Equal([DecisionReason.BelowConfidence, DecisionReason.ConfidenceReached, DecisionReason.BelowConfidence], Reasons(verdicts));
        Assert.Equal(["first", "second", "third"], _verifier.Read);
        Assert.Equal(0.8f, verdicts[1].Confidence);
    }

    [Theory]
    [InlineData(0.99f, 0.81f, true)]
    [InlineData(0.9f, 0.89f, false)]
    public async Task JudgeAsync_CandidateWithAnotherAnswerPassesToo_ServesOnlyWithAClearLead(float best, float rival, bool served)
    {
        _verifier.Set("asked", "first", rival);
        _verifier.Set("asked", "third", best);

        var verdicts = await JudgeAsync([TestEntries.Candidate("first", 0.9f, "one answer"), TestEntries.Candidate("third", 0.8f, "another answer")]);

        Assert.Equal(
            served ? [DecisionReason.None, DecisionReason.ConfidenceReached] : [DecisionReason.RivalTooClose, DecisionReason.RivalTooClose],
            Reasons(verdicts));
    }

    [Fact]
    public async Task JudgeAsync_CandidateWithTheSameAnswerPassesToo_IsNoRival()
    {
        _verifier.Set("asked", "first", 0.9f);
        _verifier.Set("asked", "third", 0.91f);

        var verdicts = await JudgeAsync([TestEntries.Candidate("first", 0.9f, "the answer"), TestEntries.Candidate("third", 0.8f, "the answer")]);

        Assert.Equal([DecisionReason.None, DecisionReason.ConfidenceReached], Reasons(verdicts));
    }

    [Fact]
    public async Task JudgeAsync_GuardRefusedTheMostProbable_IsNotServed()
    {
        _verifier.DefaultConfidence = 0.9f;
        var refusal = new GuardRefusal("word", "has_word", "", "first");

        var verdicts = await Decision(_verifier, new DecisionOptions())
            .JudgeAsync(Inputs.Of([Three[0]], new NamespacePolicy(), Bars) with { Refusals = [refusal] }, TestContext.Current.CancellationToken);

        Assert.Equal(new CandidateVerdict(Three[0], DecisionReason.GuardRefused, Refusal: refusal), verdicts[0]);
        Assert.Empty(_verifier.Read);
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
        var decision = Decision(verifier: null, new DecisionOptions { VerifiedCandidates = 3 });

        var verdicts = await decision.JudgeAsync(Inputs.Of(Three, new NamespacePolicy(), Bars), TestContext.Current.CancellationToken);

        Assert.All(verdicts, verdict => Assert.Equal(DecisionReason.VerifierUnavailable, verdict.Reason));
    }

    [Fact]
    public async Task JudgeAsync_CallerCancels_Throws()
    {
        _verifier.Fault.Hang();
        using var caller = new CancellationTokenSource();
        var decision = Decision(_verifier, new DecisionOptions());
        var judging = decision.JudgeAsync(Inputs.Of(Three, new NamespacePolicy(), Bars), caller.Token).AsTask();
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

    private Task<ImmutableArray<CandidateVerdict>> JudgeAsync(ImmutableArray<Candidate> candidates, DecisionOptions? options = null) =>
        Decision(_verifier, options ?? new DecisionOptions { VerifiedCandidates = 3 })
            .JudgeAsync(Inputs.Of(candidates, new NamespacePolicy(), Bars), TestContext.Current.CancellationToken).AsTask();

    // Without a calibration the verifier's own probability is the confidence.
    private VerifiedDecision Decision(FakeVerifier? verifier, DecisionOptions options) => new(
        Verifications.Of(verifier, _time, options),
        new CalibrationBook(new FakeEmbedder().Description, verifier?.Description, NullLogger<CalibrationBook>.Instance),
        new AnswerIdentity(new AnswerComparer(new FakeEmbedder(), Options.Create(new AgreementOptions()))),
        Options.Create(options));

    private static IEnumerable<DecisionReason> Reasons(ImmutableArray<CandidateVerdict> verdicts) => verdicts.Select(verdict => verdict.Reason);
}
