using SemanticCache.Cli.Reports;

namespace SemanticCache.Cli.Tests.Reports;

public sealed class ReportCsvTests
{
    [Fact]
    public void Write_Span_IsARowWithEmptyCellsWhereNothingWasMeasured()
    {
        var lines = Write("shop").Split("\r\n");

        Assert.StartsWith("namespace,step,time,requests,exact_hits,semantic_hits,stale_hits,joined,misses,bypassed,errors,hit_rate,hit_p50_ms,", lines[0], StringComparison.Ordinal);
        Assert.Equal("shop,hour,1970-01-01T00:00:00Z,3,1,0,0,0,2,0,0,0.3333,0.25,,,,,,0.000003,0,0,0,0", lines[1]);
        Assert.Equal(("", Fields(lines[0])), (lines[2], Fields(lines[1])));
    }

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@sum", "\"'@sum\"")]
    [InlineData("a,\"b\"", "\"a,\"\"b\"\"\"")]
    public void Write_CellThatIsAFormulaOrHasQuotes_IsText(string name, string cell) =>
        Assert.StartsWith(cell + ",hour,", Write(name).Split("\r\n")[1], StringComparison.Ordinal);

    private static int Fields(string line) => line.Split(',').Length;

    private static string Write(string name)
    {
        var point = new SeriesPoint { Time = DateTimeOffset.UnixEpoch, Requests = 3, ExactHits = 1, Misses = 2, HitRate = 0.3333, HitP50Ms = 0.25, CostSaved = 0.000003 };
        var report = new NamespaceReport { Namespace = name, Series = new SeriesResult("hour", [point]) };
        return ReportCsv.Write(new ReportResult(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1), [report]));
    }
}
