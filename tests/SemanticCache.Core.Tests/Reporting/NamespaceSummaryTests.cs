using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Tests.Entries;
using SemanticCache.Core.Tests.Scoping;

namespace SemanticCache.Core.Tests.Reporting;

public sealed class NamespaceSummaryTests
{
    private static readonly TokenPrices Prices = new(InputPerMillion: 1, OutputPerMillion: 2);

    [Fact]
    public void Read_NothingReported_IsZero()
    {
        var figures = new NamespaceSummary().Read();

        Assert.All(figures.Outcomes.Values, count => Assert.Equal(0, count));
        Assert.Equal(default, figures.HitLatency);
    }

    [Fact]
    public void Read_HitsAndMisses_CountsSavingsOfHitsAlone()
    {
        var summary = new NamespaceSummary();
        summary.RequestEnded(Hit(new TokenUsage(1_000_000, 500_000)), TimeSpan.FromMilliseconds(2), Prices);
        summary.RequestEnded(Outcome(CacheOutcomeKind.Miss), TimeSpan.FromSeconds(1), Prices);
        summary.RequestEnded(Outcome(CacheOutcomeKind.Error), TimeSpan.FromSeconds(9), Prices);
        summary.FeedbackGiven(isGood: false);

        var figures = summary.Read();

        Assert.Equal((1L, 1L, 1L), (figures.Outcomes[CacheOutcomeKind.ExactHit], figures.Outcomes[CacheOutcomeKind.Miss], figures.Outcomes[CacheOutcomeKind.Error]));
        Assert.Equal((1_500_000L, 2.0), (figures.TokensSaved, figures.CostSaved));
        Assert.Equal((0L, 1L), (figures.GoodFeedback, figures.BadFeedback));
        Assert.InRange(figures.HitLatency.Median.TotalMilliseconds, 1.9, 2.1);
        Assert.InRange(figures.MissLatency.Percentile99.TotalSeconds, 0.98, 1.02);
    }

    [Fact]
    public async Task RequestEnded_FromManyThreads_CountsEveryOne()
    {
        var summary = new NamespaceSummary();
        var hit = Hit(new TokenUsage(1, 1));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () =>
            {
                for (var i = 0; i < 1000; i++)
                {
                    summary.RequestEnded(hit, TimeSpan.FromMilliseconds(1), Prices);
                }
            },
            TestContext.Current.CancellationToken)));

        Assert.Equal(4000, summary.Read().Outcomes[CacheOutcomeKind.ExactHit]);
        Assert.Equal(8000, summary.Read().TokensSaved);
    }

    private static CacheOutcome Outcome(CacheOutcomeKind kind) => new() { Kind = kind, Reason = "" };

    private static CacheOutcome Hit(TokenUsage usage)
    {
        var entry = TestEntries.Of(Scoped.Request("a"), default);
        return Outcome(CacheOutcomeKind.ExactHit) with { Entry = entry with { Answer = entry.Answer with { Usage = usage } } };
    }
}
