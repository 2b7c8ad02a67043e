using System.Collections.Immutable;
using FsCheck.Xunit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SemanticCache.Core.Agreement;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Decisions.Calibration;
using SemanticCache.Core.Learning;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;
using SemanticCache.Core.Tests.Entries;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Decisions;

public sealed class PinnedDecisionTests
{
    private static readonly DecisionBars Bars = new(Similarity: 0.7f, Confidence: 0.8f);

    private readonly FakeVerifier _verifier = new();

    [Fact]
    public async Task JudgeAsync_PinnedReachesTheBar_IsServedBeforeAMoreProbableOne()
    {
        _verifier.Set("asked", "first", 0.99f);
        _verifier.Set("asked", "curated", 0.81f);

        var verdicts = await JudgeAsync(TestEntries.Candidate("first", 0.9f, "one"), TestEntries.Candidate("curated", 0.8f, "other").Pinned());

        Assert.Equal([DecisionReason.None, DecisionReason.ConfidenceReached], Reasons(verdicts));
    }

    [Fact]
    public async Task JudgeAsync_PinnedBelowTheBar_IsNotServed()
    {
        _verifier.Set("asked", "first", 0.99f);
        _verifier.Set("asked", "curated", 0.79f);

        var verdicts = await JudgeAsync(TestEntries.Candidate("first", 0.9f), TestEntries.Candidate("curated", 0.8f).Pinned());

        Assert.Equal([DecisionReason.ConfidenceReached, DecisionReason.BelowConfidence], Reasons(verdicts));
    }

    [Fact]
    public async Task JudgeAsync_TwoPinnedWithDifferentAnswersAreAboutAsProbable_ServesNothing()
    {
        _verifier.DefaultConfidence = 0.9f;

        var verdicts = await JudgeAsync(
            TestEntries.Candidate("first", 0.95f, "plain"), TestEntries.Candidate("one", 0.9f, "one").Pinned(), TestEntries.Candidate("two", 0.85f, "two").Pinned());

        Assert.DoesNotContain(verdicts, verdict => verdict.Passed);
    }

    [Fact]
    public async Task JudgeAsync_PinnedBehindWhatIsRead_IsReadAsWellAndServed()
    {
        _verifier.DefaultConfidence = 0.9f;

        var verdicts = await JudgeAsync(
            TestEntries.Candidate("first", 0.95f), TestEntries.Candidate("second", 0.9f), TestEntries.Candidate("third", 0.85f), TestEntries.Candidate("curated", 0.8f).Pinned());

        Assert.Equal([DecisionReason.None, DecisionReason.None, DecisionReason.BudgetSpent, DecisionReason.ConfidenceReached], Reasons(verdicts));
        Assert.Equal(["first", "second", "curated"], _verifier.Read);
    }

    [Property(MaxTest = 300)]
    public bool JudgeAsync_AnyCandidates_ServesTheMostProbablePinnedThatReachesTheBar(int seed)
    {
        var random = new Random(seed);
        ImmutableArray<Candidate> candidates = [.. Enumerable.Range(0, random.Next(1, 6)).Select(rank =>
        {
            var candidate = TestEntries.Candidate($"{rank}", 1 - (0.08f * rank), $"answer {random.Next(3)}");
            _verifier.Set("asked", $"{rank}", random.Next(3) switch { 0 => 0.5f, 1 => 0.9f, _ => 0.7f + (0.3f * random.NextSingle()) });
            return random.Next(3) == 0 ? candidate.Pinned() : candidate;
        })];
        var verdicts = JudgeAsync([.. candidates]).GetAwaiter().GetResult();

        var able = verdicts.Where(verdict => verdict.Confidence >= Bars.Confidence && Bars.IsSimilar(verdict.Candidate)).ToArray();
        var contenders = able.Any(IsPinned) ? able.Where(IsPinned).ToArray() : able;
        var best = contenders.MaxBy(verdict => verdict.Confidence);
        var isDoubtful = best is not null && contenders.Any(other =>
            other.Candidate.Entry.Answer.Text != best.Candidate.Entry.Answer.Text
            && LogOdds.Odds(best.Confidence!.Value) < 4 * LogOdds.Odds(other.Confidence!.Value));
        var served = verdicts.SingleOrDefault(verdict => verdict.Passed);
        return isDoubtful || best is null
            ? served is null
            : served is not null && IsPinned(served) == IsPinned(best) && served.Confidence == best.Confidence;
    }

    private static bool IsPinned(CandidateVerdict verdict) => verdict.Candidate.Entry.IsPinned;

    private Task<ImmutableArray<CandidateVerdict>> JudgeAsync(params ImmutableArray<Candidate> candidates)
    {
        var options = new DecisionOptions { VerifiedCandidates = 2 };

        // Without a calibration the verifier's own probability is the confidence.
        var decision = new VerifiedDecision(
            Verifications.Of(_verifier, new FakeTimeProvider(), options),
            new CalibrationBook(new FakeEmbedder().Description, _verifier.Description, NullLogger<CalibrationBook>.Instance),
            new AnswerIdentity(new AnswerComparer(new FakeEmbedder(), Options.Create(new AgreementOptions()))),
            Options.Create(options));
        return decision.JudgeAsync(Inputs.Of(candidates, new NamespacePolicy(), Bars), TestContext.Current.CancellationToken).AsTask();
    }

    private static IEnumerable<DecisionReason> Reasons(ImmutableArray<CandidateVerdict> verdicts) => verdicts.Select(verdict => verdict.Reason);
}
