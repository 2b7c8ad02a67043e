using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace SemanticCache.Cli.Reports;

/// <summary>Writes the figures over time as a table, one row a span; a cell that a spreadsheet would take for a formula is marked as text.</summary>
internal static class ReportCsv
{
    private static readonly (string Name, Func<NamespaceReport, SeriesPoint, string> Read)[] Columns =
    [
        ("namespace", (report, _) => report.Namespace),
        ("step", (report, _) => report.Series.Step),
        ("time", (_, point) => point.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        ("requests", (_, point) => Cell(point.Requests)),
        ("exact_hits", (_, point) => Cell(point.ExactHits)),
        ("semantic_hits", (_, point) => Cell(point.SemanticHits)),
        ("stale_hits", (_, point) => Cell(point.StaleHits)),
        ("joined", (_, point) => Cell(point.Joined)),
        ("misses", (_, point) => Cell(point.Misses)),
        ("bypassed", (_, point) => Cell(point.Bypassed)),
        ("errors", (_, point) => Cell(point.Errors)),
        ("hit_rate", (_, point) => Cell(point.HitRate)),
        ("hit_p50_ms", (_, point) => Cell(point.HitP50Ms)),
        ("hit_p95_ms", (_, point) => Cell(point.HitP95Ms)),
        ("hit_p99_ms", (_, point) => Cell(point.HitP99Ms)),
        ("miss_p50_ms", (_, point) => Cell(point.MissP50Ms)),
        ("miss_p95_ms", (_, point) => Cell(point.MissP95Ms)),
        ("miss_p99_ms", (_, point) => Cell(point.MissP99Ms)),
        ("cost_saved", (_, point) => Cell(point.CostSaved)),
        ("cost_spent", (_, point) => Cell(point.CostSpent)),
        ("good_feedback", (_, point) => Cell(point.GoodFeedback)),
        ("bad_feedback", (_, point) => Cell(point.BadFeedback)),
        ("withheld_hits", (_, point) => Cell(point.WithheldHits)),
    ];

    /// <summary>Returns the table.</summary>
    public static string Write(ReportResult report)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using var table = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n", InjectionOptions = InjectionOptions.Escape });
        Add(table, Columns.Select(column => column.Name));
        foreach (var each in report.Namespaces)
        {
            foreach (var point in each.Series.Points)
            {
                Add(table, Columns.Select(column => column.Read(each, point)));
            }
        }

        table.Flush();
        return text.ToString();
    }

    private static void Add(CsvWriter table, IEnumerable<string> cells)
    {
        foreach (var cell in cells)
        {
            table.WriteField(cell);
        }

        table.NextRecord();
    }

    private static string Cell(double? figure) => figure?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";
}
