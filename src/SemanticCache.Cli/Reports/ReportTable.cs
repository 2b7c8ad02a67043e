using SemanticCache.Cli.Decisions;
using SemanticCache.Cli.Invocation;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Reports;

/// <summary>Draws the report on one namespace.</summary>
internal static class ReportTable
{
    private const int ShownNearMisses = 5;
    private const int ShownTopMisses = 10;
    private const int ShownWordings = 2;

    /// <summary>Returns the drawing.</summary>
    public static IRenderable Draw(ReportResult report) => new Rows(report.Namespaces.SelectMany(each => Parts(report, each)));

    private static IEnumerable<IRenderable> Parts(ReportResult report, NamespaceReport each)
    {
        yield return Fields.Draw(ReportFields.Of(report, each));
        yield return Latencies(each);
        yield return SeriesDrawing.Draw(each.Series);
        if (each.Sweep is { } sweep)
        {
            yield return Heading("Threshold");
            yield return Fields.Draw(("now", SweepWords.Current(sweep)), ("recommended", SweepWords.Advice(each.Namespace, sweep)));
            yield return Draw(sweep);
        }

        if (each.TopMisses is { } top)
        {
            yield return Heading("Top misses: write an answer for these");
            yield return Draw(top, each.Namespace);
        }

        if (each.NearMisses is { } near)
        {
            yield return Heading("Near misses: should these have been hits?");
            yield return Draw(near, each.Namespace);
        }
    }

    private static Rows Heading(string text) => new(new Text(""), new Text(text, new Style(decoration: Decoration.Bold)));

    private static Table Latencies(NamespaceReport each)
    {
        var table = Table("latency", "p50 ms", "p95 ms", "p99 ms");
        foreach (var (name, times) in ReportFields.Latencies(each))
        {
            Add(table, [name, .. times.Select(Numbers.Latency)]);
        }

        return table;
    }

    private static IRenderable Draw(SweepCurve sweep)
    {
        if (sweep.Decisions == 0)
        {
            return new Rows();
        }

        var table = Table(sweep.Setting, "hits", "labelled", "wrong", "wrong at most", "saved");
        table.AddColumn("");
        foreach (var point in sweep.Selection)
        {
            Add(
                table,
                [
                    Numbers.Threshold(point.Threshold), Numbers.Count(point.Hits), Numbers.Count(point.Labelled), Numbers.Count(point.Wrong),
                    Numbers.Share(point.WrongShareHigh), Numbers.Cost(point.CostSaved), SweepWords.Mark(sweep, point),
                ]);
        }

        return table;
    }

    private static IRenderable Draw(TopMissesResult top, string name)
    {
        var note = top.Note(name) is { } words ? new Text(words) : null;
        if (top.Items.Count == 0)
        {
            return note ?? new Text("");
        }

        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("asked").RightAligned()).AddColumn(new TableColumn("wordings").RightAligned()).AddColumn("question");
        foreach (var miss in top.Items.Take(ShownTopMisses))
        {
            Add(table, [Numbers.Count(miss.Count), Numbers.Count(miss.Wordings), Wordings(miss)]);
        }

        return note is null ? table : new Rows(table, note);
    }

    // Questions are put together loosely: whoever writes an answer must see more than the first.
    private static string Wordings(TopMiss miss) => string.Join("\n  ", miss.Samples.Take(ShownWordings).Prepend(miss.Question).Select(Numbers.OneLine));

    private static IRenderable Draw(IReadOnlyList<DecisionResult> near, string name) => near.Count == 0
        ? new Text("There are none in this span that nobody has judged.")
        : new Rows(
            DecisionTable.Draw(near.Take(ShownNearMisses)),
            new Text($"Say so, and list more:\nsemcache decisions judge DECISION good|bad -n {name}\nsemcache decisions list -n {name} --near-misses --unjudged"));

    private static Table Table(string first, params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(first);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        return table;
    }

    private static void Add(Table table, string[] cells) => table.AddRow(cells.Select(cell => new Text(cell)));
}
