using SemanticCache.Core.Policies;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.Tests.Scoping.Cacheability;

public sealed class PolicyPatternsTests
{
    [Theory]
    [InlineData("tariff of the month", "Which is the TARIFF of\tthe month?", true)]
    [InlineData("tariff of the month", "tariff of this month", false)]
    [InlineData("tariff of the month", "tariffs of the month", false)]
    [InlineData("premium * price", "premium price", true)]
    [InlineData("premium * price", "Is premium worth its price?", true)]
    [InlineData("premium * price", "price of premium", false)]
    [InlineData("* board *", "Who sits on the board?", true)]
    [InlineData("e-mail", "the e-mail server", true)]
    [InlineData("don't", "I don\u2019t care", true)]
    [InlineData("\u00c4rger", "so viel \u00e4rger", true)]
    [InlineData("a b a c", "a b a b a c", true)]
    public void Scope_PolicyPattern_BypassesWhatHoldsItsWordsInOrder(string pattern, string question, bool matches)
    {
        var policy = new NamespacePolicy { BypassRules = [], BypassPatterns = ["something else", pattern] };

        Assert.Equal(matches ? BypassReason.PolicyPattern : BypassReason.None, Scoped.Request(question, policy).Bypass);
    }

    [Fact]
    public void Scope_OtherPolicy_HasItsOwnPatterns()
    {
        Assert.Equal(BypassReason.PolicyPattern, Scoped.Request("red fish", new NamespacePolicy { BypassPatterns = ["red"] }).Bypass);
        Assert.Equal(BypassReason.None, Scoped.Request("red fish", new NamespacePolicy { BypassPatterns = ["blue"] }).Bypass);
    }
}
