using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Scoping;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Scoping;

public sealed class ConversationTests
{
    private static readonly NamespacePolicy Countback = new() { Conversation = ConversationPolicy.Countback, ConversationTurns = 2 };
    private static readonly NamespacePolicy Ignore = new() { Conversation = ConversationPolicy.Ignore };

    [Fact]
    public void Scope_ExactPolicyAndOtherHistory_Differs()
    {
        var one = Scoped.Request(Ask.Conversation("My phone broke.", "Sorry.", "How do I return it?"));
        var other = Scoped.Request(Ask.Conversation("My oven broke.", "Sorry.", "How do I return it?"));

        Assert.Equal(one.Question, other.Question);
        Assert.NotEqual(one.Scope, other.Scope);
    }

    [Fact]
    public void Scope_CountbackPolicy_ReadsLastUserTurnsOnly()
    {
        var one = Scoped.Request(Ask.Conversation("Hello", "Hi", "Savings account?", "Yes?", "What is the rate?"), Countback);
        var other = Scoped.Request(Ask.Conversation("Good day", "Hi!", "Savings account?", "Go on.", "What is the rate?"), Countback);

        Assert.Equal("Savings account? What is the rate?", one.Question);
        Assert.Equal(one.EntryId, other.EntryId);
    }

    [Fact]
    public void Scope_CountbackPolicyAndTurnsDividedOtherwise_HasAnotherKey()
    {
        var one = Scoped.Request(Ask.Conversation("Savings account", "Yes?", "rate?"), Countback);
        var other = Scoped.Request(Ask.Conversation("Savings", "Yes?", "account rate?"), Countback);

        Assert.Equal(one.Question, other.Question);
        Assert.NotEqual(one.EntryId, other.EntryId);
    }

    [Fact]
    public void Scope_CountbackBeginsWithAFollowUp_IsBypassed()
    {
        var scoped = Scoped.Request(Ask.Conversation("How do I open an account?", "So.", "And for businesses?", "So.", "What does it cost?"), Countback);

        Assert.Equal(BypassReason.FollowUp, scoped.Bypass);
    }

    [Theory]
    [InlineData("How much?")]
    [InlineData("When?")]
    [InlineData("In euros?")]
    [InlineData("For business accounts?")]
    [InlineData("Yes please")]
    public void Scope_IgnorePolicyAndFragment_IsBypassed(string fragment) =>
        Assert.Equal(BypassReason.FollowUp, Scoped.Request(Ask.Conversation("Savings account?", "Private or business?", fragment), Ignore).Bypass);

    [Fact]
    public void Scope_CountbackPolicyAndFollowUpWithItsTurn_IsNoBypass()
    {
        var scoped = Scoped.Request(Ask.Conversation("Savings account?", "Yes?", "What about it?"), Countback);

        Assert.Equal(BypassReason.None, scoped.Bypass);
    }

    [Fact]
    public void Scope_CountbackOfOneTurnAndFollowUp_IsBypassed()
    {
        var policy = Countback with { ConversationTurns = 1 };

        Assert.Equal(BypassReason.FollowUp, Scoped.Request(Ask.Conversation("Savings?", "Yes?", "And for business accounts?"), policy).Bypass);
        Assert.Equal(BypassReason.None, Scoped.Request(Ask.Conversation("Savings?", "Yes?", "How do loans work at your bank?"), policy).Bypass);
    }

    [Fact]
    public void Scope_IgnorePolicy_IgnoresHistory()
    {
        var one = Scoped.Request(Ask.Conversation("Hello", "Hi", "How do loans work at your bank?"), Ignore);

        Assert.Equal(Scoped.Request("How do loans work at your bank?", Ignore).EntryId, one.EntryId);
    }

    [Theory]
    [InlineData("and for business accounts?")]
    [InlineData("What about it?")]
    [InlineData("Why?")]
    [InlineData("?")]
    [InlineData("Can you cancel that?")]
    public void Scope_IgnorePolicyAndFollowUp_IsBypassed(string followUp)
    {
        Assert.Equal(BypassReason.FollowUp, Scoped.Request(Ask.Conversation("Savings?", "Yes?", followUp), Ignore).Bypass);
        Assert.Equal(BypassReason.None, Scoped.Request(followUp, Ignore).Bypass);
    }

    [Theory]
    [InlineData(ChatRole.Assistant)]
    [InlineData(ChatRole.Tool)]
    public void Scope_LastMessageIsNotTheUsers_IsBypassed(ChatRole role)
    {
        var request = Ask.For("x") with { Messages = [new ChatMessage(ChatRole.User, "Weather?"), new ChatMessage(role, "21 degrees")] };

        Assert.Equal(BypassReason.NotAQuestion, Scoped.Request(request).Bypass);
    }

    [Fact]
    public void Scope_NoMessagesOrNoText_IsBypassed()
    {
        Assert.Equal(BypassReason.EmptyText, Scoped.Request(Ask.For("x") with { Messages = [] }).Bypass);
        Assert.Equal(BypassReason.EmptyText, Scoped.Request(" \n ").Bypass);
        Assert.Equal(BypassReason.EmptyText, Scoped.Request(Ask.For("x") with { Messages = [new ChatMessage(ChatRole.System, "Be kind.")] }).Bypass);
    }

    [Fact]
    public void Scope_ModeOff_IsBypassed() =>
        Assert.Equal(BypassReason.ModeOff, Scoped.Request("Hello", new NamespacePolicy { Mode = CacheMode.Off }).Bypass);

    [Fact]
    public void Scope_ExactTierOnly_BypassesTheSemanticTierAlone()
    {
        var scoped = Scoped.Request("Hello", new NamespacePolicy { Tiers = CacheTiers.Exact });

        Assert.Equal(BypassReason.None, scoped.Bypass);
        Assert.Equal(BypassReason.ExactTierOnly, scoped.SemanticBypass);
    }
}
