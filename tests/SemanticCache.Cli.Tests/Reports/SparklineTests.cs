using SemanticCache.Cli.Reports;

namespace SemanticCache.Cli.Tests.Reports;

public sealed class SparklineTests
{
    [Fact]
    public void Draw_Nothing_IsEmpty() => Assert.Equal("", Sparkline.Draw([], 1));

    [Fact]
    public void Draw_FromNothingToTheTop_UsesEveryBar() =>
        Assert.Equal("▁▂▃▄▅▆▇█", Sparkline.Draw(Enumerable.Range(0, 8).Select(value => (double?)value), 7));

    [Fact]
    public void Draw_AlwaysTheSame_IsALineAtItsHeight()
    {
        Assert.Equal("███", Sparkline.Draw([5, 5, 5], 5));
        Assert.Equal("▁▁▁", Sparkline.Draw([0, 0, 0], 0));
    }

    [Fact]
    public void Draw_UnknownOrNoNumber_LeavesADot() => Assert.Equal("█··▁", Sparkline.Draw([1, null, double.NaN, 0], 1));

    [Fact]
    public void Draw_BeyondTheScale_StaysOnIt() => Assert.Equal("▁█", Sparkline.Draw([-1, 2], 1));

    [Theory]
    [InlineData(0, 10, 0, 0)]
    [InlineData(7, 10, 7, 1)]
    [InlineData(21, 10, 7, 3)]
    public void Columns_OfASeries_AreFewAndLoseNoRequest(int spans, int most, int columns, int each)
    {
        var series = new SeriesResult("hour", [.. Enumerable.Range(0, spans).Select(hour => new SeriesPoint { Time = DateTimeOffset.UnixEpoch.AddHours(hour), Requests = 4, ExactHits = 1, Errors = 2 })]);

        var found = series.Columns(most);

        Assert.Equal((columns, 4 * spans), (found.Count, found.Sum(column => column.Requests)));
        Assert.All(found, column => Assert.Equal((each, 0.5), (column.Spans, column.HitRate)));
    }

    [Fact]
    public void Columns_WithoutRequests_HaveNoHitRate()
    {
        var series = new SeriesResult("hour", [new SeriesPoint { Time = DateTimeOffset.UnixEpoch }, new SeriesPoint { Time = DateTimeOffset.UnixEpoch, Requests = 1, Errors = 1 }]);

        Assert.All(series.Columns(10), column => Assert.Null(column.HitRate));
        Assert.Equal("··", SeriesDrawing.HitRates(series.Columns(10)));
    }
}
