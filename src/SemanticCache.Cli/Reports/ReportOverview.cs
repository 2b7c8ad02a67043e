using Spectre.Console;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Reports;

/// <summary>Draws the report on many namespaces, a line each.</summary>
internal static class ReportOverview
{
    private const int Columns = 16;

    private static readonly (string Name, bool IsNumber)[] Headers =
    [
        ("requests", true), ("over time", false), ("hits", true), ("hit rate", true), ("over time", false), ("hit ms", true), ("miss ms", true), ("saved", true),
    ];

    /// <summary>Returns the drawing.</summary>
    public static IRenderable Draw(ReportResult report)
    {
        if (report.Namespaces.Count == 0)
        {
            return new Text(StatsCommand.NoNamespaces);
        }

        var table = new Table().Border(TableBorder.Simple).AddColumn("namespace");
        foreach (var (name, isNumber) in Headers)
        {
            var column = new TableColumn(name);
            table.AddColumn(isNumber ? column.RightAligned() : column);
        }

        foreach (var each in report.Namespaces)
        {
            var columns = each.Series.Columns(Columns);
            table.AddRow(new[]
            {
                each.Namespace, Numbers.Count(each.Requests), SeriesDrawing.Requests(columns), Numbers.Count(each.ExactHits + each.SemanticHits + each.StaleHits),
                Numbers.Share(ReportFields.HitRate(each)), SeriesDrawing.HitRates(columns),
                Numbers.Latency(each.HitP50Ms), Numbers.Latency(each.MissP50Ms), Numbers.Share(each.ShareSaved),
            }.Select(cell => new Text(cell)));
        }

        return new Rows(
            new Text(report.Span),
            table,
            new Text("Latencies are medians inside the service; saved is the share of all cost.\nOne namespace in all details: semcache report -n NAME"));
    }
}
