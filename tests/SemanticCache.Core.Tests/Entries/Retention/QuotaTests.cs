using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.WriteBack;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Entries.Retention;

public sealed class QuotaTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StoreAsync_LfuAtTheLimit_TheNewEntryIsNotTheVictim()
    {
        await using var fixture = await StartAsync(new NamespacePolicy { MaximumEntries = 2, Eviction = Eviction.Lfu });
        await StoreAsync(fixture, "a");
        await StoreAsync(fixture, "b");
        await fixture.Pipeline.LookupAsync(Ask.For("a"), Cancellation);
        await fixture.Pipeline.LookupAsync(Ask.For("b"), Cancellation);
        await fixture.Pipeline.LookupAsync(Ask.For("b"), Cancellation);

        await StoreAsync(fixture, "c");

        AssertHolds(fixture, "b", "c");
        Assert.Equal("lfu", fixture.Evictions.LastMeasurement!.Tags[TelemetryNames.ReasonTag]);
    }

    [Fact]
    public async Task StoreAsync_BytesAtTheLimit_MakesRoom()
    {
        await using var fixture = await StartAsync(new NamespacePolicy { MaximumBytes = 25 });
        await StoreAsync(fixture, "a");
        await StoreAsync(fixture, "b");

        await StoreAsync(fixture, "c");

        AssertHolds(fixture, "b", "c");
    }

    [Fact]
    public async Task StoreAsync_LargerThanAllThatMayBeHeld_IsRefusedAndNothingGoes()
    {
        await using var fixture = await StartAsync(new NamespacePolicy { MaximumBytes = 25 });
        await StoreAsync(fixture, "a");

        var refused = await StoreAsync(fixture, "b", new string('x', 25));

        Assert.Equal(Admission.Quota, refused.Admission);
        AssertHolds(fixture, "a");
    }

    [Fact]
    public async Task StoreAsync_TenantAtItsLimit_ItsOwnEntriesGo()
    {
        await using var fixture = await StartAsync(new NamespacePolicy { MaximumTenantEntries = 1 });
        await StoreAsync(fixture, "other", tenant: "other");
        await StoreAsync(fixture, "a");

        await StoreAsync(fixture, "b");

        AssertHolds(fixture, "b", "other");
    }

    [Fact]
    public async Task StoreAsync_AllIsPinned_RefusesWhatIsNewAndReplacesWhatIsThere()
    {
        await using var fixture = await StartAsync(new NamespacePolicy { MaximumEntries = 1 });
        await StoreAsync(fixture, "a", isPinned: true);

        Assert.Equal(Admission.Quota, (await StoreAsync(fixture, "b")).Admission);
        Assert.Equal(Admission.Admitted, (await StoreAsync(fixture, "a", "another", isPinned: true)).Admission);

        Assert.Equal("another", Assert.Single(fixture.Store.Entries).Answer.Text);
    }

    [Fact]
    public async Task CompleteAsync_AllIsPinned_AnswersAndCountsTheDrop()
    {
        await using var fixture = await StartAsync(new NamespacePolicy { MaximumEntries = 1 });
        await StoreAsync(fixture, "a", isPinned: true);

        await fixture.CompleteAsync(Ask.For("b"), Cancellation);

        await fixture.Drops.WaitForMeasurementsAsync(1, Patience.Longest);
        Assert.Equal("quota", fixture.Drops.LastMeasurement!.Tags[TelemetryNames.ReasonTag]);
        AssertHolds(fixture, "a");
    }

    [Fact]
    public async Task CompleteAsync_AroundTheCacheForAPinnedQuestion_LeavesThePinnedAnswer()
    {
        await using var fixture = await StartAsync(new NamespacePolicy());
        await StoreAsync(fixture, "a", "curated", isPinned: true);

        await fixture.CompleteAsync(Ask.For("a") with { Controls = new RequestControls { NoCache = true } }, Cancellation);
        await fixture.StopAsync();

        Assert.Equal(("curated", true), (Assert.Single(fixture.Store.Entries).Answer.Text, fixture.Store.Entries[0].IsPinned));
    }

    [Fact]
    public async Task LookupAsync_SlidingPolicy_ServesAsLongAsItIsAskedUpToTheCap()
    {
        await using var fixture = await StartAsync(
            new NamespacePolicy { Expiry = Expiry.Sliding, TimeToLive = TimeSpan.FromHours(2), MaximumTimeToLive = TimeSpan.FromHours(5) });
        await StoreAsync(fixture, "a");
        var outcomes = new List<CacheOutcomeKind>();
        for (var hour = 1; hour <= 5; hour++)
        {
            fixture.Time.Advance(TimeSpan.FromHours(1));
            outcomes.Add((await fixture.Pipeline.LookupAsync(Ask.For("a"), Cancellation)).Kind);
        }

        Assert.Equal([CacheOutcomeKind.ExactHit, CacheOutcomeKind.ExactHit, CacheOutcomeKind.ExactHit, CacheOutcomeKind.ExactHit, CacheOutcomeKind.Miss], outcomes);
    }

    private static async Task<PipelineFixture> StartAsync(NamespacePolicy policy)
    {
        var fixture = await PipelineFixture.StartAsync();
        await fixture.SetPolicyAsync(policy);
        return fixture;
    }

    private static async Task<StoreResult> StoreAsync(
        PipelineFixture fixture, string question, string answer = "0123456789", string tenant = "acme", bool isPinned = false)
    {
        var stored = await fixture.Pipeline.StoreAsync(Ask.For(question, tenant), new Answer { Text = answer }, Cancellation, isPinned);
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        return stored;
    }

    private static void AssertHolds(PipelineFixture fixture, params string[] questions) =>
        Assert.Equal(questions, fixture.Store.Entries.Select(entry => entry.Question).Order(StringComparer.Ordinal));
}
