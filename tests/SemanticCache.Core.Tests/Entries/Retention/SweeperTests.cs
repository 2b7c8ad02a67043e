using SemanticCache.Core.Entries;
using SemanticCache.Core.Entries.Retention;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Reporting;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Entries.Retention;

public sealed class SweeperTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweeper_ExpiredEntries_AreDeletedAtTheInterval()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await StoreAsync(fixture, "short", TimeSpan.FromSeconds(30));
        await StoreAsync(fixture, "long", TimeSpan.FromHours(1));
        fixture.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(2, fixture.Store.Entries.Count);

        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        await fixture.Evictions.WaitForMeasurementsAsync(1, Patience.Longest);

        Assert.Equal("long", Assert.Single(fixture.Store.Entries).Question);
        Assert.Equal("expired", fixture.Evictions.LastMeasurement!.Tags[TelemetryNames.ReasonTag]);
    }

    [Fact]
    public async Task Sweeper_StoreFailsOnce_SweepsAtTheNextInterval()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await StoreAsync(fixture, "short", TimeSpan.FromSeconds(30));
        fixture.Store.Writes.Fail();
        fixture.Store.Writes.Hang();
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        await fixture.Store.Writes.WhenHanging(Cancellation);
        fixture.Store.Writes.Release();
        await fixture.Store.Writes.WhenFailed(Cancellation);
        fixture.Store.Writes.Clear();

        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        await fixture.Evictions.WaitForMeasurementsAsync(1, Patience.Longest);

        Assert.Empty(fixture.Store.Entries);
    }

    [Fact]
    public async Task SweepAsync_NamespaceOverItsLimit_EvictsTheLeastRecentlyUsed()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        foreach (var question in new[] { "a", "b", "c" })
        {
            await StoreAsync(fixture, question, TimeSpan.FromHours(1));
            fixture.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await fixture.Pipeline.LookupAsync(Ask.For("a"), Cancellation);
        await fixture.SetPolicyAsync(new NamespacePolicy { MaximumEntries = 2 });
        await fixture.Get<RetentionRules>().SweepAsync(Cancellation);

        Assert.Equal(["a", "c"], fixture.Store.Entries.Select(entry => entry.Question).Order());
        Assert.Equal("lru", fixture.Evictions.LastMeasurement!.Tags[TelemetryNames.ReasonTag]);
    }

    private static Task<StoreResult> StoreAsync(PipelineFixture fixture, string question, TimeSpan life) => fixture.Pipeline.StoreAsync(
        Ask.For(question) with { Controls = new RequestControls { TimeToLive = life } }, new Answer { Text = "x" }, Cancellation);
}
