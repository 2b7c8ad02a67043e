using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Reporting.Rollups;
using SemanticCache.Core.Scoping;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Pipeline;

/// <summary>The modes that try the cache out: shadow serves nothing, canary a share, and both count what they kept back.</summary>
public sealed class CachePipelineModeTests
{
    private const string Stored = "How do I raise the limit of the card?";
    private const string Asked = "How can the card's limit be raised?";
    private const string Answer = "Open the app, choose Cards and then Limits, and drag the slider up to 5,000 euros. The new limit works at once.";
    private const string Another = "Open the app, choose Cards and then Limits, and drag the slider up to 2,000 euros. The new limit works at once.";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CompleteAsync_ShadowAndTheSameWords_ForwardsAndLeavesTheEntryAlone()
    {
        await using var fixture = await StartAsync(new NamespacePolicy { Mode = CacheMode.Shadow });
        fixture.Upstream.AnswerText = _ => "fresh";

        var reply = await fixture.CompleteAsync(Ask.For(Stored), Cancellation);
        await fixture.StopAsync();

        Assert.Equal((CacheOutcomeKind.Miss, "shadow", "fresh"), (reply.Outcome.Kind, reply.Outcome.Reason, reply.Text));
        Assert.Equal((CacheOutcomeKind.ExactHit, "same_question"), (reply.Outcome.Withheld?.Kind, reply.Outcome.Withheld?.Reason));
        var entry = Assert.Single(fixture.Store.Entries);
        Assert.Equal((Answer, 0), (entry.Answer.Text, entry.HitCount));
    }

    [Fact]
    public async Task CompleteAsync_ShadowAndTheSameMeaning_ComparesTheFreshAnswerAtNoFurtherCost()
    {
        await using var fixture = await StartAsync(new NamespacePolicy { Mode = CacheMode.Shadow });
        fixture.Upstream.AnswerText = _ => Another;
        var before = fixture.Upstream.Calls.Count;

        var reply = await fixture.CompleteAsync(Ask.For(Asked), Cancellation);
        await Eventually.HoldsAsync(() => fixture.Store.Labels.Count == 1, Cancellation);

        Assert.Equal((CacheOutcomeKind.Miss, Another), (reply.Outcome.Kind, reply.Text));
        Assert.Equal(CacheOutcomeKind.SemanticHit, reply.Outcome.Withheld?.Kind);
        Assert.Equal((false, LabelOrigin.Audited), (fixture.Store.Labels[0].IsRight, fixture.Store.Labels[0].Origin));
        Assert.Equal(before + 1, fixture.Upstream.Calls.Count);
        Assert.Equal(1, fixture.Get<RollupBook>().Of("bot").SinceStart().Sums.Withheld);
    }

    [Fact]
    public async Task CompleteAsync_ShadowAndNothingStored_StoresWhatIsLookedUpLater()
    {
        await using var fixture = await StartAsync(new NamespacePolicy { Mode = CacheMode.Shadow });
        fixture.Upstream.AnswerText = _ => "About the opening hours.";

        await fixture.CompleteAndStoreAsync(Ask.For("When does the shop open?"), Cancellation);

        Assert.NotNull((await fixture.CompleteAsync(Ask.For("When does the shop open?"), Cancellation)).Outcome.Withheld);
    }

    [Fact]
    public async Task LookupAsync_Shadow_FindsNothing()
    {
        await using var fixture = await StartAsync(new NamespacePolicy { Mode = CacheMode.Shadow });

        var outcome = await fixture.Pipeline.LookupAsync(Ask.For(Stored), Cancellation);

        Assert.Equal((CacheOutcomeKind.Miss, null), (outcome.Kind, outcome.Entry));
    }

    [Fact]
    public async Task CompleteAsync_ShadowAndExpired_ServesNothingStale()
    {
        await using var fixture = await StartAsync(new NamespacePolicy { Mode = CacheMode.Shadow, StaleWhileRevalidate = TimeSpan.FromDays(1) });
        fixture.Time.Advance(TimeSpan.FromHours(25));
        fixture.Upstream.AnswerText = _ => "fresh";

        Assert.Equal("fresh", (await fixture.CompleteAsync(Ask.For(Stored), Cancellation)).Text);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(30, 220, 380)]
    [InlineData(100, 1000, 1000)]
    public void IsServed_Canary_IsTrueForTheShareAndAlwaysForTheSameQuestions(double percent, int fewest, int most)
    {
        var target = new CacheNamespace("bot", new NamespacePolicy { Mode = CacheMode.Canary, CanaryPercent = percent }, default, default, 1);
        var questions = Enumerable.Range(0, 1000).Select(number => Ask.For($"Question number {number}?")).ToArray();

        var served = questions.Select(question => ScopingStage.Scope(question, target).IsServed).ToArray();

        Assert.InRange(served.Count(isServed => isServed), fewest, most);
        Assert.Equal(served, questions.Select(question => ScopingStage.Scope(question, target).IsServed));
    }

    [Fact]
    public async Task CompleteAsync_CacheControlNotHonoured_ServesAllTheSameButStoresNothingUnwanted()
    {
        await using var fixture = await StartAsync(new NamespacePolicy { HonourCacheControl = false });

        var fresh = await fixture.CompleteAsync(Ask.For(Stored) with { Controls = new RequestControls { NoCache = true } }, Cancellation);
        await fixture.CompleteAsync(Ask.For("Not to be stored?") with { Controls = new RequestControls { NoStore = true } }, Cancellation);
        await fixture.StopAsync();

        Assert.Equal(CacheOutcomeKind.ExactHit, fresh.Outcome.Kind);
        Assert.Single(fixture.Store.Entries);
    }

    private static async Task<PipelineFixture> StartAsync(NamespacePolicy policy)
    {
        var fixture = await PipelineFixture.StartAsync();
        fixture.Embedder.Place(Asked, near: Stored, similarity: 0.95);
        fixture.Verifier.Set(Asked, Stored, 0.95f);
        fixture.Upstream.AnswerText = _ => Answer;
        await fixture.CompleteAndStoreAsync(Ask.For(Stored), Cancellation);
        await fixture.SetPolicyAsync(policy);
        return fixture;
    }
}
