using SemanticCache.Core.Policies;
using SemanticCache.Core.Scoping;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Scoping.Cacheability;

public sealed class CacheabilityRulesTests
{
    [Theory]
    [MemberData(nameof(Sentences.Personal), MemberType = typeof(Sentences))]
    public void Scope_PersonalQuestion_BypassesTheWholeCache(string question)
    {
        Assert.Equal(BypassReason.Personal, Scoped.Request(question).Bypass);
        Assert.NotEqual(BypassReason.Personal, Scoped.Request(question, Only(BypassRuleNames.TimeSensitive, BypassRuleNames.FollowUp)).Bypass);
    }

    [Theory]
    [MemberData(nameof(Sentences.TimeSensitive), MemberType = typeof(Sentences))]
    public void Scope_TimeSensitiveQuestion_BypassesTheWholeCache(string question)
    {
        Assert.Equal(BypassReason.TimeSensitive, Scoped.Request(question).Bypass);
        Assert.NotEqual(BypassReason.TimeSensitive, Scoped.Request(question, Only(BypassRuleNames.Personal)).Bypass);
    }

    [Theory]
    [MemberData(nameof(Sentences.FollowUp), MemberType = typeof(Sentences))]
    public void Scope_BareFollowUp_BypassesTheSemanticTierAlone(string question)
    {
        var scoped = Scoped.Request(question);

        Assert.Equal(BypassReason.None, scoped.Bypass);
        Assert.Equal(BypassReason.FollowUp, scoped.SemanticBypass);
        Assert.Equal(BypassReason.None, Scoped.Request(question, Only()).SemanticBypass);
    }

    [Theory]
    [MemberData(nameof(Sentences.Cacheable), MemberType = typeof(Sentences))]
    public void Scope_QuestionOfEverybody_IsNotBypassed(string question)
    {
        var scoped = Scoped.Request(question);

        Assert.Equal((BypassReason.None, BypassReason.None), (scoped.Bypass, scoped.SemanticBypass));
    }

    [Fact]
    public void Scope_FollowUpBehindTurnsOfTheScope_IsNotBypassed()
    {
        var scoped = Scoped.Request(Ask.Conversation("Do you have savings accounts?", "Yes.", "And for businesses?"));

        Assert.Equal(BypassReason.None, scoped.SemanticBypass);
    }

    [Fact]
    public void Scope_PersonalTurnInTheScopesHistory_BypassesTheWholeCache()
    {
        var request = Ask.Conversation("Where is my parcel?", "It is in Hamburg.", "How long will the truck take from there?");

        Assert.Equal(BypassReason.Personal, Scoped.Request(request).Bypass);
        Assert.Equal(BypassReason.None, Scoped.Request(request, Only(BypassRuleNames.FollowUp)).Bypass);
    }

    [Fact]
    public void Scope_PersonalWordsOfTheModel_DoNotMatter() =>
        Assert.Equal(BypassReason.None, Scoped.Request(Ask.Conversation("Hello", "Tell me: where is my parcel?", "How do returns work?")).Bypass);

    [Fact]
    public void Scope_LongTextWithANumberAtItsEnd_IsRead()
    {
        var question = string.Concat(Enumerable.Repeat("I have a long story about my garden and the neighbours. ", 200)) + "Where is my order?";

        Assert.Equal(BypassReason.Personal, Scoped.Request(question).Bypass);
    }

    [Fact]
    public void Scope_ModeOffOrExactTier_IsReportedFirst()
    {
        Assert.Equal(BypassReason.ModeOff, Scoped.Request("Where is my order?", new NamespacePolicy { Mode = CacheMode.Off }).Bypass);
        Assert.Equal(BypassReason.ExactTierOnly, Scoped.Request("And for businesses?", new NamespacePolicy { Tiers = CacheTiers.Exact }).SemanticBypass);
    }

    private static NamespacePolicy Only(params string[] rules) => new() { BypassRules = [.. rules] };
}
