using SemanticCache.Core.Decisions;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Reporting.Rollups;
using SemanticCache.Core.Search;
using SemanticCache.Core.Tests.Entries;
using SemanticCache.Core.Tests.Scoping;

namespace SemanticCache.Core.Tests.Reporting.Rollups;

public sealed class RollupTests
{
    private static readonly TokenPrices Prices = new(InputPerMillion: 1, OutputPerMillion: 2);

    [Fact]
    public void Add_Nothing_IsZero()
    {
        var rollup = new Rollup();

        Assert.Equal((0, 0.0), (rollup.Requests, rollup.HitRate));
        Assert.Equal(default, rollup.Hits.Percentiles());
    }

    [Fact]
    public void Add_HitsMissesAndErrors_CountsWhatEachSavedAndCost()
    {
        var rollup = new Rollup();
        rollup.Add(Finished(Hit(new TokenUsage(1_000_000, 500_000)), TimeSpan.FromMilliseconds(2)));
        rollup.Add(Finished(Outcome(CacheOutcomeKind.Miss, "no_candidate"), TimeSpan.FromSeconds(1)) with { Spent = new TokenUsage(10, 20) });
        rollup.Add(Finished(Outcome(CacheOutcomeKind.Error, "cancelled"), TimeSpan.FromSeconds(9)));

        Assert.Equal((3, 2, 1, 0.5), (rollup.Requests, rollup.Answered, rollup.HitCount, rollup.HitRate));
        Assert.Equal((1_500_000, 2.0, 30, 0.00005), (rollup.Sums.TokensSaved, rollup.Sums.CostSaved, rollup.Sums.TokensSpent, rollup.Sums.CostSpent));
        Assert.InRange(rollup.Hits.Percentiles().Median.TotalMilliseconds, 1.92, 2.08);
        Assert.InRange(rollup.Misses.Percentiles().Percentile99.TotalSeconds, 0.96, 1.04);
        Assert.Equal((1, 1), (rollup.Hits.Count, rollup.Misses.Count));
        Assert.Equal(["cancelled", "no_candidate", "same_question"], rollup.Reasons.All.Keys.Order());
    }

    [Fact]
    public void Add_Decisions_CountsSimilaritiesAndEveryGuardThatRefused()
    {
        var rollup = new Rollup();
        rollup.Add(Finished(Outcome(CacheOutcomeKind.SemanticHit, "confidence_reached") with { Decision = Decided((0.93f, null)) }));
        rollup.Add(Finished(Outcome(CacheOutcomeKind.Miss, "guard_refused") with { Decision = Decided((0.995f, "number"), (0.9f, "number"), (0.8f, "entity")) }));

        Assert.Equal((1, 1), (rollup.Served.Counts[93], rollup.Refused.Counts[99]));
        Assert.Equal((2, 1), (rollup.GuardRefusals.All["number"], rollup.GuardRefusals.All["entity"]));
    }

    [Theory]
    [InlineData(float.NaN, 0)]
    [InlineData(-1f, 0)]
    [InlineData(0f, 0)]
    [InlineData(0.999999f, 99)]
    [InlineData(1f, 99)]
    [InlineData(float.PositiveInfinity, 99)]
    public void Add_SimilarityAtTheEdge_CountsAtTheEdge(float similarity, int step)
    {
        var histogram = new SimilarityHistogram();

        histogram.Add(similarity);

        Assert.Equal(1, histogram.Counts[step]);
        Assert.Equal(1, histogram.Counts.Sum());
    }

    [Fact]
    public void Decode_WhatWasEncoded_IsTheSame()
    {
        var rollup = new Rollup();
        rollup.Add(Finished(Hit(new TokenUsage(3, 4)), TimeSpan.FromMicroseconds(87)) with { FirstPart = TimeSpan.FromMicroseconds(60) });
        rollup.Add(Finished(Outcome(CacheOutcomeKind.Miss, "guard_refused") with { Decision = Decided((0.9f, "number")) }, TimeSpan.FromHours(9)) with { FirstPart = TimeSpan.FromSeconds(3) });
        rollup.Add(new RollupSums { GoodFeedback = 5, BadFeedback = 6, Unlogged = 7, CostSpent = 0.25, Withheld = 8 });

        var read = RollupCodec.Decode(RollupCodec.Encode(rollup));

        Assert.Equal(RollupCodec.Encode(rollup), RollupCodec.Encode(read));
        Assert.Equal(rollup.Sums, read.Sums);
        Assert.Equal(rollup.Hits.Percentiles(), read.Hits.Percentiles());
        Assert.Equal(rollup.FirstOfMisses.Percentiles(), read.FirstOfMisses.Percentiles());
        Assert.Equal((1, 1), (read.Of(CacheOutcomeKind.ExactHit), read.Of(CacheOutcomeKind.Miss)));
    }

    [Fact]
    public void Decode_MembersOfALaterVersion_LeavesThemOut()
    {
        var read = RollupCodec.Decode("""{"outcomes":{"miss":2,"guessed":7},"served":[3,1,500,2],"novelty":[1]}"""u8);

        Assert.Equal(2, read.Requests);
        Assert.Equal((1, 2), (read.Served.Counts[3], read.Served.Counts[99]));
    }

    private static FinishedRequest Finished(CacheOutcome outcome, TimeSpan elapsed = default) => new(outcome, elapsed, FirstPart: null, Spent: default, Prices);

    private static CacheOutcome Outcome(CacheOutcomeKind kind, string reason) => new() { Kind = kind, Reason = reason };

    private static CacheOutcome Hit(TokenUsage usage)
    {
        var entry = TestEntries.Of(Scoped.Request("a"), default);
        return Outcome(CacheOutcomeKind.ExactHit, "same_question") with { Entry = entry with { Answer = entry.Answer with { Usage = usage } } };
    }

    private static Decision Decided(params (float Similarity, string? Guard)[] candidates) => new(
        DecisionReason.None,
        default,
        [.. candidates.Select(each => new CandidateVerdict(
            new Candidate(TestEntries.Of(Scoped.Request("a"), default), each.Similarity),
            each.Guard is null ? DecisionReason.ConfidenceReached : DecisionReason.GuardRefused,
            Refusal: each.Guard is null ? null : new GuardRefusal(each.Guard, "differs", "", "")))]);
}
