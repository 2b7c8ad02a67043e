using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Merging;

public sealed class MergeRoundTests
{
    private static readonly NamespacePolicy Plain = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_AnswersAgree_MakesTheNewerWordingAnAliasOfTheOlder()
    {
        await using var fixture = await MergeFixture.StartAsync();
        var (first, second) = await fixture.StoreBothAsync();

        await fixture.RunRoundAsync();

        Assert.Equal(first.Id, Assert.Single(fixture.Store.Entries).Id);
        var alias = Assert.Single(fixture.Store.Aliases);
        Assert.Equal((second.Id, first.Id, AliasOrigin.Merged), (alias.Id, alias.Entry, alias.Origin));
        Assert.Equal(1, fixture.Pipeline.Merges.GetMeasurementSnapshot().Sum(measured => measured.Value));
        Assert.Equal(["duplicates"], fixture.Compared);
        var hit = await fixture.Pipeline.CompleteAsync(Ask.For(MergeFixture.Second), Cancellation);
        Assert.Equal((CacheOutcomeKind.ExactHit, MergeFixture.Answer), (hit.Outcome.Kind, hit.Text));
    }

    [Fact]
    public async Task RunAsync_Merged_IsAuditedWithoutATextOfTheEntries()
    {
        await using var fixture = await MergeFixture.StartAsync();
        var (first, second) = await fixture.StoreBothAsync();

        await fixture.RunRoundAsync();

        var merge = Assert.Single(await fixture.MergesAsync());
        Assert.Equal((first.Id, second.Id, fixture.Pipeline.Time.GetUtcNow()), (merge.Kept, merge.Removed, merge.At));
        Assert.Equal("similarity 0.80, verifier 0.50, answers agree: same_substance", merge.Reason);
    }

    [Theory]
    [InlineData("Open the app, choose Cards and then Limits, and drag the slider up to 2,000 euros. The new limit works at once.", "answers_disagree")]
    [InlineData("Open the app, choose Cards and then Limits, and drag the slider. The new limit works at once.", "answers_unsure")]
    public async Task RunAsync_AnswersDoNotAgree_LeavesBoth(string answer, string reason)
    {
        await using var fixture = await MergeFixture.StartAsync();
        await fixture.StoreBothAsync(answer);

        await fixture.RunRoundAsync();

        Assert.Equal(2, fixture.Store.Entries.Count);
        Assert.Equal([reason], fixture.Compared);
        Assert.Empty(fixture.Pipeline.Verifier.Read);
    }

    [Theory]
    [InlineData(0.19f, 2)]
    [InlineData(0.2f, 1)]
    public async Task RunAsync_VerifierTakesTheQuestionsForDifferent_LeavesBoth(float probability, int left)
    {
        await using var fixture = await MergeFixture.StartAsync();
        fixture.Pipeline.Verifier.DefaultConfidence = probability;
        await fixture.StoreBothAsync();

        await fixture.RunRoundAsync();

        Assert.Equal(left, fixture.Store.Entries.Count);
    }

    [Theory]
    [InlineData("default", 2)]
    [InlineData("none", 1)]
    public async Task RunAsync_AGuardOfThePolicyObjects_LeavesBoth(string guards, int left)
    {
        await using var fixture = await MergeFixture.StartAsync();
        await fixture.Pipeline.SetPolicyAsync(Plain with { Guards = guards == "none" ? [] : [guards] });
        fixture.Near("How do I raise the limit of 2 cards?", "How do I raise the limit of 3 cards?");
        await fixture.StoreAsync("How do I raise the limit of 3 cards?", MergeFixture.Answer);
        await fixture.StoreAsync("How do I raise the limit of 2 cards?", MergeFixture.Reworded);

        await fixture.RunRoundAsync();

        Assert.Equal(left, fixture.Store.Entries.Count);
    }

    [Theory]
    [InlineData(0.61, 1)]
    [InlineData(0.59, 2)]
    public async Task RunAsync_QuestionsFarFromEachOther_AreNotCompared(double similarity, int left)
    {
        await using var fixture = await MergeFixture.StartAsync();
        fixture.Near(MergeFixture.Second, MergeFixture.First, similarity);
        await fixture.StoreBothAsync();

        await fixture.RunRoundAsync();

        Assert.Equal(left, fixture.Store.Entries.Count);
        Assert.Equal(2 - left, fixture.Compared.Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RunAsync_OneWasCalledWrong_LeavesBoth(bool isFirst)
    {
        await using var fixture = await MergeFixture.StartAsync();
        var (first, second) = await fixture.StoreBothAsync();
        await fixture.Store.AddFeedbackAsync(isFirst ? first.Id : second.Id, new EntryFeedback(IsGood: false, "", "", default), Cancellation);

        await fixture.RunRoundAsync();

        Assert.Equal(2, fixture.Store.Entries.Count);
        Assert.Empty(fixture.Compared);
    }

    [Fact]
    public async Task RunAsync_AnotherTenantOrScope_LeavesBoth()
    {
        await using var fixture = await MergeFixture.StartAsync();
        await fixture.StoreAsync(MergeFixture.First, MergeFixture.Answer, tenant: "globex");
        await fixture.StoreAsync(MergeFixture.First, MergeFixture.Answer, namespaceName: "other");
        await fixture.StoreAsync(MergeFixture.Second, MergeFixture.Reworded);

        await fixture.RunRoundAsync();

        Assert.Equal(3, fixture.Store.Entries.Count);
        Assert.Empty(fixture.Compared);
    }

    [Theory]
    [InlineData("a", "a", 1)]
    [InlineData("a", "b", 2)]
    public async Task RunAsync_OtherTags_AreLeftToTheirOwnInvalidation(string first, string second, int left)
    {
        await using var fixture = await MergeFixture.StartAsync();
        await fixture.StoreAsync(MergeFixture.First, MergeFixture.Answer, new RequestControls { Tags = [first] });
        await fixture.StoreAsync(MergeFixture.Second, MergeFixture.Reworded, new RequestControls { Tags = [second] });

        await fixture.RunRoundAsync();

        Assert.Equal(left, fixture.Store.Entries.Count);
    }

    [Theory]
    [InlineData("a", 1)]
    [InlineData("b", 2)]
    public async Task RunAsync_OtherSources_AreLeftToTheirOwnInvalidation(string version, int left)
    {
        await using var fixture = await MergeFixture.StartAsync();
        await fixture.StoreAsync(MergeFixture.First, MergeFixture.Answer, new RequestControls { Sources = [new SourceReference("page", "a")] });
        await fixture.StoreAsync(MergeFixture.Second, MergeFixture.Reworded, new RequestControls { Sources = [new SourceReference("page", version)] });

        await fixture.RunRoundAsync();

        Assert.Equal(left, fixture.Store.Entries.Count);
    }

    [Fact]
    public async Task RunAsync_OneIsExpired_LeavesBoth()
    {
        await using var fixture = await MergeFixture.StartAsync();
        await fixture.StoreAsync(MergeFixture.First, MergeFixture.Answer);
        await fixture.StoreAsync(MergeFixture.Second, MergeFixture.Reworded, new RequestControls { TimeToLive = TimeSpan.FromSeconds(30) });

        await fixture.RunRoundAsync();

        Assert.Empty(fixture.Compared);
    }

    [Fact]
    public async Task RunAsync_TheNewerWasServedMore_KeepsTheNewer()
    {
        await using var fixture = await MergeFixture.StartAsync();
        var (_, second) = await fixture.StoreBothAsync();
        fixture.Store.Touch(second.Id, fixture.Pipeline.Time.GetUtcNow());

        await fixture.RunRoundAsync();

        Assert.Equal(second.Id, Assert.Single(fixture.Store.Entries).Id);
    }

    [Fact]
    public async Task RunAsync_TheOlderWasServedMoreAndTheNewerPraised_KeepsTheNewer()
    {
        await using var fixture = await MergeFixture.StartAsync();
        var (first, second) = await fixture.StoreBothAsync();
        fixture.Store.Touch(first.Id, fixture.Pipeline.Time.GetUtcNow());
        await fixture.Store.AddFeedbackAsync(second.Id, new EntryFeedback(IsGood: true, "", "", default), Cancellation);

        await fixture.RunRoundAsync();

        Assert.Equal(second.Id, Assert.Single(fixture.Store.Entries).Id);
    }

    [Fact]
    public async Task RunAsync_OneIsPinned_KeepsItWhateverSpeaksForTheOther()
    {
        await using var fixture = await MergeFixture.StartAsync();
        var (first, second) = await fixture.StoreBothAsync();
        fixture.Store.Touch(first.Id, fixture.Pipeline.Time.GetUtcNow());
        await fixture.Store.SetExpiryAsync(second.Id, CacheEntry.Never, Cancellation);

        await fixture.RunRoundAsync();

        Assert.Equal((second.Id, true), (Assert.Single(fixture.Store.Entries).Id, fixture.Store.Entries[0].IsPinned));
    }

    [Fact]
    public async Task RunAsync_BothArePinned_KeepsBoth()
    {
        await using var fixture = await MergeFixture.StartAsync();
        var (first, second) = await fixture.StoreBothAsync();
        await fixture.Store.SetExpiryAsync(first.Id, CacheEntry.Never, Cancellation);
        await fixture.Store.SetExpiryAsync(second.Id, CacheEntry.Never, Cancellation);

        await fixture.RunRoundAsync();

        Assert.Equal(2, fixture.Store.Entries.Count);
        Assert.Empty(fixture.Compared);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RunAsync_ThreeWordings_BecomeOneEntry(bool newestIsServedMost)
    {
        const string Third = "Where is the limit of the card raised?";
        await using var fixture = await MergeFixture.StartAsync();
        fixture.Near(Third, MergeFixture.First);
        await fixture.StoreBothAsync();
        var third = await fixture.StoreAsync(Third, MergeFixture.Answer);
        if (newestIsServedMost)
        {
            fixture.Store.Touch(third.Id, fixture.Pipeline.Time.GetUtcNow());
        }

        await fixture.RunRoundAsync();

        Assert.Equal(newestIsServedMost ? Third : MergeFixture.First, Assert.Single(fixture.Store.Entries).Question);
        Assert.Equal(2, fixture.Store.Aliases.Count);
    }

    [Fact]
    public async Task RunAsync_PoliciesWithoutAVerifiersDecision_AreLeftOut()
    {
        await using var fixture = await MergeFixture.StartAsync();
        await fixture.StoreBothAsync();
        foreach (var policy in new[]
        {
            Plain with { Decision = DecisionKind.Threshold }, Plain with { Mode = CacheMode.Off }, Plain with { Tiers = CacheTiers.Exact },
        })
        {
            await fixture.Pipeline.SetPolicyAsync(policy);
            await fixture.RunRoundAsync();
            Assert.Equal(2, fixture.Store.Entries.Count);
        }

        await fixture.Pipeline.SetPolicyAsync(Plain);
        await fixture.RunRoundAsync();
        Assert.Single(fixture.Store.Entries);
    }

    [Fact]
    public async Task RunAsync_MergeWasUndone_IsNotDoneAgain()
    {
        await using var fixture = await MergeFixture.StartAsync();
        await fixture.StoreBothAsync();
        await fixture.RunRoundAsync();
        var merge = Assert.Single(await fixture.MergesAsync());

        Assert.True(await fixture.Store.UndoMergeAsync("bot", merge.Id, fixture.Pipeline.Time.GetUtcNow(), Cancellation));
        await fixture.Pipeline.SetPolicyAsync(Plain with { Mode = CacheMode.Off });
        await fixture.RunRoundAsync();
        await fixture.Pipeline.SetPolicyAsync(Plain);
        await fixture.RunRoundAsync();

        Assert.Equal(2, fixture.Store.Entries.Count);
    }
}
