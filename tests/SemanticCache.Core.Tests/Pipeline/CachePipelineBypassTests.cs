using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Pipeline;

public sealed class CachePipelineBypassTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Where is my order?", "personal")]
    [InlineData("Are you open today?", "time_sensitive")]
    [InlineData("Which is the tariff of the month?", "policy_pattern")]
    public async Task CompleteAsync_QuestionToLeaveAlone_IsNeitherServedNorStored(string question, string reason)
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.SetPolicyAsync(new NamespacePolicy { BypassPatterns = ["tariff of the month"] });

        var first = await fixture.CompleteAsync(Ask.For(question), Cancellation);
        var second = await fixture.CompleteAsync(Ask.For(question), Cancellation);
        await fixture.StopAsync();

        Assert.Equal((CacheOutcomeKind.Bypass, reason), (first.Outcome.Kind, first.Outcome.Reason));
        Assert.Equal((CacheOutcomeKind.Bypass, reason), (second.Outcome.Kind, second.Outcome.Reason));
        Assert.Equal(2, fixture.Upstream.Calls.Count);
        Assert.Empty(fixture.Store.Entries);
        Assert.Equal(0, fixture.Embedder.Fault.Calls);
    }

    [Fact]
    public async Task CompleteAsync_PersonalAtTheSameTime_AreNotJoined()
    {
        await using var fixture = await PipelineFixture.StartAsync();

        var replies = await Task.WhenAll(
            fixture.CompleteAsync(Ask.For("What's my balance?"), Cancellation),
            fixture.CompleteAsync(Ask.For("What's my balance?"), Cancellation));

        Assert.All(replies, reply => Assert.Equal(CacheOutcomeKind.Bypass, reply.Outcome.Kind));
        Assert.Equal(2, fixture.Upstream.Calls.Count);
    }

    [Fact]
    public async Task StoreAsync_PersonalQuestion_IsNotStored()
    {
        await using var fixture = await PipelineFixture.StartAsync();

        await fixture.Pipeline.StoreAsync(Ask.For("Where is my parcel 12345?"), new Answer { Text = "In Hamburg." }, Cancellation);

        Assert.Empty(fixture.Store.Entries);
    }

    [Fact]
    public async Task CompleteAsync_RuleSwitchedOff_IsStoredAndServed()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.SetPolicyAsync(new NamespacePolicy { BypassRules = [BypassRuleNames.TimeSensitive] });

        await fixture.CompleteAndStoreAsync(Ask.For("Where is my order?"), Cancellation);
        var hit = await fixture.CompleteAsync(Ask.For("Where is my order?"), Cancellation);

        Assert.Equal(CacheOutcomeKind.ExactHit, hit.Outcome.Kind);
    }

    [Fact]
    public async Task CompleteAsync_BareFollowUp_IsServedByTheExactTierAlone()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Embedder.Place("Is it free?", near: "How much is it?", similarity: 0.99);
        fixture.Verifier.DefaultConfidence = 1;

        var miss = await fixture.CompleteAndStoreAsync(Ask.For("How much is it?"), Cancellation);
        var exact = await fixture.CompleteAsync(Ask.For("How much is it?"), Cancellation);
        var similar = await fixture.CompleteAsync(Ask.For("Is it free?"), Cancellation);

        Assert.Equal((CacheOutcomeKind.Miss, "follow_up"), (miss.Outcome.Kind, miss.Outcome.Reason));
        Assert.Equal(CacheOutcomeKind.ExactHit, exact.Outcome.Kind);
        Assert.Equal((CacheOutcomeKind.Miss, "follow_up"), (similar.Outcome.Kind, similar.Outcome.Reason));
        Assert.Equal(0, fixture.Embedder.Fault.Calls);
    }
}
