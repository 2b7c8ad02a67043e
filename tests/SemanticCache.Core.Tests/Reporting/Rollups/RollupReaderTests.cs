using System.Text;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Records;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Reporting.Rollups;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Reporting.Rollups;

public sealed class RollupReaderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SumAsync_WrittenUnwrittenAndOfAnotherInstance_CountsEachOnce()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.CompleteAsync(Ask.For("a"), Cancellation);
        await WrittenAsync(fixture, minutes: 1);
        await fixture.CompleteAsync(Ask.For("b"), Cancellation);
        await fixture.Store.AddRecordsAsync([OfAnotherInstance(fixture, requests: 10)], Cancellation);

        var (figures, _) = await fixture.Get<RollupReader>().SumAsync("bot", Range(fixture), Cancellation);

        Assert.Equal(12, figures.Requests);
    }

    [Fact]
    public async Task SumAsync_AfterARestart_HasWhatWasBefore()
    {
        await using var before = await PipelineFixture.StartAsync();
        await before.CompleteAsync(Ask.For("a"), Cancellation);
        await before.StopAsync();
        await using var after = await PipelineFixture.StartAsync();
        await after.Store.AddRecordsAsync([.. before.Store.Records], Cancellation);
        await after.CompleteAsync(Ask.For("b"), Cancellation);

        var (figures, _) = await after.Get<RollupReader>().SumAsync("bot", Range(after), Cancellation);

        Assert.Equal(2, figures.Requests);
    }

    [Fact]
    public async Task SumAsync_StoreAwayForAWhile_LosesNothing()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.SetPolicyAsync(new());
        fixture.Store.Writes.Fail();
        await fixture.CompleteAsync(Ask.For("a"), Cancellation);
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        await Eventually.HoldsAsync(() => fixture.Logs.GetSnapshot().Any(line => line.Id.Id == EventIds.ReportsFailed), Cancellation);
        fixture.Store.Writes.Clear();

        await WrittenAsync(fixture, minutes: 1);

        var stored = Assert.Single(fixture.Store.Records, record => record.Kind == RecordKinds.DayRollup);
        Assert.Equal(1, RollupCodec.Decode(stored.Content.Span).Requests);
    }

    [Fact]
    public async Task ReadAsync_DamagedRecord_IsLoudAndLeftOut()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.CompleteAsync(Ask.For("a"), Cancellation);
        var damaged = OfAnotherInstance(fixture, requests: 1) with { Content = Encoding.UTF8.GetBytes("{\"outcomes\":") };
        await fixture.Store.AddRecordsAsync([damaged], Cancellation);

        var spans = await fixture.Get<RollupReader>().ReadAsync("bot", RollupLevel.Minute, Range(fixture), Cancellation);

        Assert.Equal(1, Assert.Single(spans).Value.Requests);
        Assert.Contains(fixture.Logs.GetSnapshot(), line => line.Id.Id == EventIds.RollupDamaged);
    }

    [Fact]
    public async Task DeleteAsync_NamespaceMadeAnew_BeginsWithoutTheOldFigures()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.CompleteAsync(Ask.For("a"), Cancellation);
        await WrittenAsync(fixture, minutes: 1);
        await fixture.CompleteAsync(Ask.For("b"), Cancellation);

        await fixture.Namespaces.DeleteAsync("bot", Cancellation);
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        await fixture.SetPolicyAsync(new());

        var (figures, _) = await fixture.Get<RollupReader>().SumAsync("bot", Range(fixture), Cancellation);
        Assert.Equal(0, figures.Requests);
        Assert.Equal(0, fixture.Get<RollupBook>().Of("bot").SinceStart().Requests);
    }

    [Fact]
    public async Task RefreshAsync_NamespaceMadeAnewByAnotherInstance_BeginsWithoutTheOldFigures()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.CompleteAsync(Ask.For("a"), Cancellation);
        var old = fixture.Namespaces.Find("bot")!;
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        await fixture.Store.TryDeleteAsync("bot", Cancellation);
        await fixture.Store.TryCreateAsync(old with { CreatedAt = fixture.Time.GetUtcNow() }, Cancellation);

        await fixture.Namespaces.RefreshAsync(Cancellation);

        Assert.Equal(0, fixture.Get<RollupBook>().Of("bot").SinceStart().Requests);
    }

    [Fact]
    public async Task SumAsync_RequestsThatFailBeforeTheyEnd_AreCountedAsErrors()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.SetPolicyAsync(new() { Upstream = "nowhere" });

        await Assert.ThrowsAnyAsync<Exception>(() => fixture.CompleteAsync(Ask.For("a"), Cancellation));

        Assert.Equal((1, 1), (fixture.Get<RollupBook>().Of("bot").SinceStart().Requests, fixture.Get<RollupBook>().Of("bot").SinceStart().Of(CacheOutcomeKind.Error)));
    }

    [Theory]
    [InlineData(1, RollupLevel.Minute)]
    [InlineData(24 * 2, RollupLevel.Hour)]
    [InlineData(24 * 100, RollupLevel.Day)]
    public async Task LevelFor_LongerSpans_TakesACoarserLevel(int hours, object level)
    {
        await using var fixture = await PipelineFixture.StartAsync();
        var now = fixture.Time.GetUtcNow();

        Assert.Equal(level, fixture.Get<RollupReader>().LevelFor(new TimeRange(now.AddHours(-hours), now), 1_500));
    }

    [Fact]
    public async Task LevelFor_ShortSpanLongAgo_TakesWhatIsStillKept()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        var then = fixture.Time.GetUtcNow().AddDays(-30);

        Assert.Equal(RollupLevel.Hour, fixture.Get<RollupReader>().LevelFor(new TimeRange(then, then.AddMinutes(5)), 1_500));
    }

    private static async Task WrittenAsync(PipelineFixture fixture, int minutes)
    {
        fixture.Time.Advance(TimeSpan.FromMinutes(minutes));
        await Eventually.HoldsAsync(() => fixture.Store.Records.Any(record => record.Kind == RecordKinds.DayRollup), Cancellation);
    }

    private static TimeRange Range(PipelineFixture fixture) => new(fixture.Time.GetUtcNow().AddHours(-1), fixture.Time.GetUtcNow().AddTicks(1));

    private static StoredRecord OfAnotherInstance(PipelineFixture fixture, int requests)
    {
        var figures = new Rollup();
        figures.Add(CacheOutcomeKind.Miss, requests);
        return new StoredRecord
        {
            Kind = RecordKinds.MinuteRollup,
            Id = "bot/other/0",
            Owner = "bot",
            At = RollupLevel.Minute.Floor(fixture.Time.GetUtcNow()),
            Content = RollupCodec.Encode(figures),
        };
    }
}
