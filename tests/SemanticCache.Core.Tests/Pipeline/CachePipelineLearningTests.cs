using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Pipeline;

/// <summary>What the pipeline learns from hits and fresh answers; stopping it lets its queues run empty.</summary>
public sealed class CachePipelineLearningTests
{
    private const string Stored = "How do I raise the limit of the card?";
    private const string Asked = "How can the card's limit be raised?";
    private const string Answer = "Open the app, choose Cards and then Limits, and drag the slider up to 5,000 euros. The new limit works at once.";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CompleteAsync_VerifiedHit_MakesTheWordingAnAliasWithoutAVector()
    {
        await using var fixture = await StartAsync(confidence: 0.9f);

        await fixture.CompleteAsync(Ask.For(Asked), Cancellation);
        await fixture.StopAsync();

        var alias = Assert.Single(fixture.Store.Aliases);
        Assert.Equal((Asked, AliasOrigin.Verified, true), (alias.Question, alias.Origin, alias.Vector.IsEmpty));
        var again = await fixture.CompleteAsync(Ask.For(Asked), Cancellation);
        Assert.Equal((CacheOutcomeKind.ExactHit, "alias"), (again.Outcome.Kind, again.Outcome.Reason));
    }

    [Fact]
    public async Task CompleteAsync_HitOfTheDecisionThreshold_MakesNoAlias()
    {
        await using var fixture = await StartAsync(confidence: 0.9f);
        await fixture.SetPolicyAsync(new NamespacePolicy { Decision = DecisionKind.Threshold, SimilarityThreshold = 0.5 });

        var hit = await fixture.CompleteAsync(Ask.For(Asked), Cancellation);
        await fixture.StopAsync();

        Assert.Equal(CacheOutcomeKind.SemanticHit, hit.Outcome.Kind);
        Assert.Empty(fixture.Store.Aliases);
    }

    [Fact]
    public async Task CompleteAsync_CallerForbidsStoring_MakesNoAlias()
    {
        await using var fixture = await StartAsync(confidence: 0.9f);

        await fixture.CompleteAsync(Ask.For(Asked) with { Controls = new RequestControls { NoStore = true } }, Cancellation);
        await fixture.StopAsync();

        Assert.Empty(fixture.Store.Aliases);
    }

    [Theory]
    [InlineData("Hello! Open the app, choose Cards and then Limits, and drag the slider up to 5,000 euros. The new limit works at once.", 0.5f, true)]
    [InlineData("Open the app, choose Cards and then Limits, and drag the slider up to 2,000 euros. The new limit works at once.", 0.5f, false)]
    [InlineData(Answer, 0.1f, false)]
    public async Task CompleteAsync_FreshAnswerToARefusedQuestion_IsAnAliasOnlyWhereItAgreesInTheGreyZone(string fresh, float confidence, bool isAlias)
    {
        await using var fixture = await StartAsync(confidence);
        fixture.Upstream.AnswerText = _ => fresh;

        var miss = await fixture.CompleteAsync(Ask.For(Asked), Cancellation);
        await fixture.StopAsync();

        Assert.Equal(fresh, miss.Text);
        Assert.Equal(isAlias ? 1 : 2, fixture.Store.Entries.Count);
        Assert.Equal(isAlias ? [AliasOrigin.Confirmed] : [], fixture.Store.Aliases.Select(alias => alias.Origin));
        Assert.All(fixture.Store.Aliases, alias => Assert.False(alias.Vector.IsEmpty));
    }

    [Fact]
    public async Task CompleteAsync_AgreeingAnswerWithOtherTags_IsAnEntryOfItsOwn()
    {
        await using var fixture = await StartAsync(confidence: 0.5f);

        await fixture.CompleteAsync(Ask.For(Asked) with { Controls = new RequestControls { Tags = ["cards"] } }, Cancellation);
        await fixture.StopAsync();

        Assert.Equal(2, fixture.Store.Entries.Count);
        Assert.Empty(fixture.Store.Aliases);
    }

    private static async Task<PipelineFixture> StartAsync(float confidence)
    {
        var fixture = await PipelineFixture.StartAsync();
        fixture.Upstream.AnswerText = _ => Answer;
        fixture.Embedder.Place(Asked, near: Stored, similarity: 0.95);
        fixture.Verifier.Set(Asked, Stored, confidence);
        await fixture.CompleteAndStoreAsync(Ask.For(Stored), Cancellation);
        return fixture;
    }
}
