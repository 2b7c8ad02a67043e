using SemanticCache.Core.Entries;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Tests.Entries;

public sealed class AnswerCostTests
{
    private static readonly TokenPrices Prices = new(1_000_000, 2_000_000);

    [Fact]
    public void Of_UsageIsKnown_IsItsPrice() =>
        Assert.Equal(10 + (2 * 3), AnswerCost.Of("a", new Answer { Text = "b", Usage = new TokenUsage(10, 3) }, Prices));

    [Fact]
    public void Of_UsageIsUnknown_GrowsWithTheTexts() =>
        Assert.Equal(3 + (2 * 6), AnswerCost.Of(new string('q', 8), new Answer { Text = new string('a', 20) }, Prices));
}
