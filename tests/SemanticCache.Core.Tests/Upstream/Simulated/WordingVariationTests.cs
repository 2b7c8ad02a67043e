using SemanticCache.Core.Agreement;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Upstream.Simulated;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Upstream.Simulated;

public sealed class WordingVariationTests
{
    private const string Written =
        "Open Settings > Billing > Seats, choose the number and click Confirm. New seats work at once. Your card is charged €12 within 3 days. Seats cannot be sold.";

    [Fact]
    public void Of_SameSeedAndCall_WordsTheSame()
    {
        var first = new WordingVariation(7);
        var second = new WordingVariation(7);

        Assert.All(Enumerable.Range(0, 50), call => Assert.Equal(first.Of(Written, call), second.Of(Written, call)));
    }

    [Fact]
    public void Of_ManyCalls_WordsThemDifferently()
    {
        var wordings = Enumerable.Range(0, 100).Select(call => new WordingVariation(1).Of(Written, call)).ToHashSet();

        Assert.InRange(wordings.Count, 50, 100);
        Assert.Contains(wordings, wording => wording.Contains("\n- ", StringComparison.Ordinal));
        Assert.Contains(wordings, wording => wording.Contains("\n1. ", StringComparison.Ordinal));
        Assert.Contains(wordings, wording => wording.Contains("**Open Settings > Billing > Seats**", StringComparison.Ordinal));
        Assert.Contains(wordings, wording => wording.Contains("immediately", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_OtherSeed_WordsAnotherWay() => Assert.NotEqual(
        Enumerable.Range(0, 20).Select(call => new WordingVariation(1).Of(Written, call)),
        Enumerable.Range(0, 20).Select(call => new WordingVariation(2).Of(Written, call)));

    [Fact]
    public void Of_EveryReplayAnswer_KeepsNumbersNamesLinksAndNegations()
    {
        var variation = new WordingVariation(3);
        var answers = ReplayClusters.Load(RepositoryPaths.Replay).Select(cluster => cluster.Answer).ToArray();

        Assert.All(answers, answer =>
        {
            for (var call = 0; call < 5; call++)
            {
                var (original, varied) = (AnswerFacts.Of(new Answer { Text = answer }), AnswerFacts.Of(new Answer { Text = variation.Of(answer, call) }));
                Assert.Equal(original.Quantities.Select(number => (number.Value, number.Unit)).Order(), varied.Quantities.Select(number => (number.Value, number.Unit)).Order());
                Assert.True(original.Names.IsSubsetOf(varied.Words));
                Assert.True(original.Links.SetEquals(varied.Links));
                Assert.Equal(original.Negators, varied.Negators);
                Assert.NotEqual(AgreementKind.Disagrees, AnswerAgreement.Compare(original, varied, 0.9f).Kind);
            }
        });
    }
}
