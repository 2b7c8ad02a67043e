using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Reporting.Rollups;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Reporting.Rollups;

public sealed class NamespaceRollupsTests
{
    private readonly ManualClock _time = new(new DateTimeOffset(2026, 1, 1, 23, 58, 30, TimeSpan.Zero));
    private readonly NamespaceRollups _rollups;

    public NamespaceRollupsTests()
    {
        _rollups = new NamespaceRollups("bot", "run", _time);
    }

    [Fact]
    public async Task Add_FromManyThreadsWhileOthersReadAndWrite_CountsEveryOne()
    {
        var counting = Enumerable.Range(0, 4).Select(_ => Task.Run(() => Count(1000), TestContext.Current.CancellationToken));
        var reading = Enumerable.Range(0, 2).Select(_ => Task.Run(
            () =>
            {
                for (var i = 0; i < 200; i++)
                {
                    _rollups.Written(_rollups.Pending());
                    _rollups.Live(RollupLevel.Minute);
                }
            },
            TestContext.Current.CancellationToken));

        await Task.WhenAll([.. counting, .. reading]);

        Assert.Equal(4000, _rollups.SinceStart().Requests);
        Assert.All(RollupLevels.All, level => Assert.Equal(4000, _rollups.Live(level).Sum(bucket => bucket.Figures.Requests)));
    }

    [Fact]
    public void Add_AcrossMidnight_CountsInEachMinuteHourAndDay()
    {
        Count(1);
        _time.Advance(TimeSpan.FromMinutes(1));
        Count(2);
        _time.Advance(TimeSpan.FromMinutes(1));
        Count(4);

        Assert.Equal([1, 2, 4], Requests(RollupLevel.Minute));
        Assert.Equal([3, 4], Requests(RollupLevel.Hour));
        Assert.Equal([3, 4], Requests(RollupLevel.Day));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero), _rollups.Live(RollupLevel.Day)[1].Start);
        Assert.Equal(7, _rollups.SinceStart().Requests);
    }

    [Fact]
    public void Written_WhatIsOver_IsLetGoAndWhatGrowsIsWrittenAgain()
    {
        Count(1);
        var written = _rollups.Pending();
        _rollups.Written(written);
        Assert.Empty(_rollups.Pending());
        Count(1);

        var again = _rollups.Pending();

        Assert.Equal(written.Select(each => each.ToRecord().Id), again.Select(each => each.ToRecord().Id));
        Assert.All(again, each => Assert.Equal(2, RollupCodec.Decode(each.ToRecord().Content.Span).Requests));

        _rollups.Written(again);
        _time.Advance(TimeSpan.FromDays(1));
        _rollups.Written([]);
        Assert.All(RollupLevels.All, level => Assert.Empty(_rollups.Live(level)));
    }

    [Fact]
    public void Written_CountedBetweenReadingAndWriting_StaysToBeWritten()
    {
        Count(1);
        var pending = _rollups.Pending();
        Count(1);

        _rollups.Written(pending);

        Assert.Equal(3, _rollups.Pending().Count);
    }

    [Fact]
    public void Pending_OfTheNextDayAndOfAnotherRun_ReplacesNothingThatIsWritten()
    {
        Count(1);
        var first = _rollups.Pending();
        _rollups.Written(first);
        _time.Advance(TimeSpan.FromDays(1));
        Count(1);
        var later = new NamespaceRollups("bot", "run2", _time);
        later.Add(Finished());

        string[] ids = [.. _rollups.Pending().Concat(later.Pending()).Concat(first).Select(each => each.ToRecord().Id)];
        Assert.Equal(9, ids.Distinct().Count());
    }

    [Fact]
    public void Add_StoreAwayForHours_KeepsTheHoursWholeAndALimitedNumberOfMinutes()
    {
        for (var minute = 0; minute < 400; minute++)
        {
            Count(1);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(400, Requests(RollupLevel.Hour).Sum());
        Assert.Equal(180, Requests(RollupLevel.Minute).Count);
    }

    private void Count(int requests)
    {
        for (var i = 0; i < requests; i++)
        {
            _rollups.Add(Finished());
        }
    }

    private List<long> Requests(RollupLevel level) => [.. _rollups.Live(level).OrderBy(bucket => bucket.Start).Select(bucket => bucket.Figures.Requests)];

    private static FinishedRequest Finished() =>
        new(new CacheOutcome { Kind = CacheOutcomeKind.Miss, Reason = "no_candidate" }, TimeSpan.FromMilliseconds(1), FirstPart: null, Spent: default, Prices: default);
}
