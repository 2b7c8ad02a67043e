using SemanticCache.Core.Decisions;
using SemanticCache.Core.Decisions.Guards;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;
using SemanticCache.Core.Tests.Entries;

namespace SemanticCache.Core.Tests.Decisions;

public sealed class DecisionStageTests
{
    private static readonly DecisionBars Bars = new(Similarity: 0.9f, Confidence: 1);
    private static readonly NamespacePolicy Threshold = new() { Decision = DecisionKind.Threshold };

    [Fact]
    public async Task DecideAsync_NoCandidates_SaysSo()
    {
        var decision = await DecideAsync([]);

        Assert.Equal(DecisionReason.NoCandidate, decision.Reason);
        Assert.Null(decision.Served);
        Assert.Null(decision.Decisive);
    }

    [Theory]
    [InlineData(0.9f, true)]
    [InlineData(0.8999f, false)]
    [InlineData(1f, true)]
    [InlineData(float.NaN, false)]
    public async Task DecideAsync_Threshold_ServesFromTheBarOn(float similarity, bool served)
    {
        var decision = await DecideAsync([TestEntries.Candidate("a", similarity)]);

        Assert.Equal(served, decision.Served is not null);
        Assert.Equal(served ? DecisionReason.SimilarityReached : DecisionReason.BelowThreshold, decision.Reason);
    }

    [Fact]
    public async Task DecideAsync_BarIsNotANumber_ServesNothing()
    {
        var stage = new DecisionStage(new GuardRegistry([]), [new ThresholdDecision()]);

        var decision = await stage.DecideAsync(
            Inputs.Of([TestEntries.Candidate("a", 1)], Threshold, new DecisionBars(float.NaN, 1)), TestContext.Current.CancellationToken);

        Assert.Null(decision.Served);
    }

    [Fact]
    public async Task DecideAsync_TwoAboveTheBar_ServesTheFirstAlone()
    {
        var decision = await DecideAsync([TestEntries.Candidate("a", 0.99f), TestEntries.Candidate("b", 0.95f)]);

        Assert.Equal("a", decision.Served?.Candidate.Entry.Question);
        Assert.Single(decision.Verdicts, verdict => verdict.Passed);
    }

    [Fact]
    public async Task DecideAsync_PinnedAboveTheBar_IsServedBeforeTheMoreSimilar()
    {
        var decision = await DecideAsync([TestEntries.Candidate("a", 0.99f), TestEntries.Candidate("b", 0.95f).Pinned(), TestEntries.Candidate("c", 0.91f).Pinned()]);

        Assert.Equal("b", decision.Served?.Candidate.Entry.Question);
        Assert.Equal([DecisionReason.None, DecisionReason.SimilarityReached, DecisionReason.None], decision.Verdicts.Select(verdict => verdict.Reason));
    }

    [Fact]
    public async Task DecideAsync_PinnedBelowTheBar_IsNoBetterThanOthers()
    {
        var decision = await DecideAsync([TestEntries.Candidate("a", 0.99f), TestEntries.Candidate("b", 0.89f).Pinned()]);

        Assert.Equal("a", decision.Served?.Candidate.Entry.Question);
        Assert.Equal(DecisionReason.BelowThreshold, decision.Verdicts[1].Reason);
    }

    [Fact]
    public async Task DecideAsync_GuardRefusesTheBest_ServesTheNext()
    {
        var decision = await DecideAsync(
            [TestEntries.Candidate("refused", 0.99f), TestEntries.Candidate("b", 0.95f)], new WordGuard("refused"));

        Assert.Equal("b", decision.Served?.Candidate.Entry.Question);
        Assert.Equal(DecisionReason.GuardRefused, decision.Verdicts[0].Reason);
        Assert.Equal(new GuardRefusal("word", "has_word", "", "refused"), decision.Verdicts[0].Refusal);
    }

    [Fact]
    public async Task DecideAsync_GuardRefusesAll_ServesNothing()
    {
        var decision = await DecideAsync([TestEntries.Candidate("refused", 1)], new WordGuard("other"), new WordGuard("refused"));

        Assert.Null(decision.Served);
        Assert.Equal(DecisionReason.GuardRefused, decision.Reason);
    }

    private static ValueTask<Decision> DecideAsync(IReadOnlyList<Candidate> candidates, params IGuard[] guards) =>
        new DecisionStage(new GuardRegistry(guards), [new ThresholdDecision()])
            .DecideAsync(Inputs.Of(candidates, Threshold, Bars), TestContext.Current.CancellationToken);
}
