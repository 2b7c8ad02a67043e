using SemanticCache.Cli.Decisions;

namespace SemanticCache.Cli.Reports.Html;

/// <summary>The sections of a page on one namespace.</summary>
internal static class ReportSections
{
    private static readonly (string Name, bool IsNumber)[] LatencyColumns = [("of", false), ("p50 ms", true), ("p95 ms", true), ("p99 ms", true)];

    private static readonly (string Name, bool IsNumber)[] SeriesColumns =
        [("from", false), ("requests", true), ("hits", true), ("hit rate", true), ("failed", true), ("hit p50 ms", true), ("miss p50 ms", true), ("saved", true), ("spent", true)];

    private static readonly (string Name, bool IsNumber)[] MissColumns = [("question", false), ("asked", true), ("wordings", true), ("other wordings", false)];

    private static readonly (string Name, bool IsNumber)[] NearColumns =
        [("asked", false), ("nearest stored question", false), ("similarity", true), ("confidence", true), ("refused by", false), ("decision", false)];

    /// <summary>Adds all that is known of a namespace.</summary>
    public static void AddTo(HtmlText page, ReportResult report, NamespaceReport each)
    {
        page.Element("h3", "Figures").Markup("<dl>");
        foreach (var (name, value) in ReportFields.Of(report, each).Skip(ReportFields.Heading))
        {
            if (value is not null)
            {
                page.Markup("<div>").Element("dt", name).Element("dd", value).Markup("</div>");
            }
        }

        page.Markup("</dl>");
        page.Table("Latencies inside the service", LatencyColumns, ReportFields.Latencies(each).Select(row => (string[])[row.Name, .. row.Times.Select(Numbers.Latency)]));
        AddSeries(page, each.Series);
        if (each.Sweep is { } sweep)
        {
            AddSweep(page, each.Namespace, sweep);
        }

        if (each.TopMisses is { } top)
        {
            AddTopMisses(page, each.Namespace, top);
        }

        if (each.NearMisses is { } near)
        {
            AddNearMisses(page, each.Namespace, near);
        }
    }

    private static void AddSeries(HtmlText page, SeriesResult series)
    {
        page.Element("h3", "Over time");
        ReportCharts.HitRate(series).AddTo(page);
        ReportCharts.Latency(series).AddTo(page);
        page.Markup("<details>").Element("summary", "The same as a table");
        page.Table($"Figures by {series.Step}", SeriesColumns, series.Points.Select(point => new[]
        {
            Numbers.Minute(point.Time), Numbers.Count(point.Requests), Numbers.Count(point.Hits), Numbers.Share(point.HitRate), Numbers.Count(point.Errors),
            Numbers.Latency(point.HitP50Ms), Numbers.Latency(point.MissP50Ms), Numbers.Cost(point.CostSaved), Numbers.Cost(point.CostSpent),
        }));
        page.Markup("</details>");
    }

    private static void AddSweep(HtmlText page, string name, SweepCurve sweep)
    {
        page.Element("h3", "Threshold").Element("p", $"Now: {SweepWords.Current(sweep)}.").Element("p", $"Recommended: {SweepWords.Advice(name, sweep)}");
        if (sweep.Decisions == 0 || sweep.Points.Count == 0)
        {
            return;
        }

        ReportCharts.Sweep(sweep).AddTo(page);
        (string Name, bool IsNumber)[] columns =
            [(sweep.Setting, false), ("hits", true), ("labelled", true), ("wrong", true), ("wrong at most", true), ("saved", true), ("note", false)];
        page.Table("What other thresholds would have done", columns, sweep.Selection.Select(point => new[]
        {
            Numbers.Threshold(point.Threshold), Numbers.Count(point.Hits), Numbers.Count(point.Labelled), Numbers.Count(point.Wrong), Numbers.Share(point.WrongShareHigh),
            Numbers.Cost(point.CostSaved), SweepWords.Mark(sweep, point),
        }));
    }

    private static void AddTopMisses(HtmlText page, string name, TopMissesResult top)
    {
        page.Element("h3", "Top misses");
        if (top.Note(name) is { } note)
        {
            page.Element("p", note);
        }

        if (top.Items.Count > 0)
        {
            page.Table("Asked most and not answered from the cache: write an answer for these", MissColumns, top.Items.Select(miss => new[]
            {
                miss.Question, Numbers.Count(miss.Count), Numbers.Count(miss.Wordings), string.Join(" / ", miss.Samples),
            }));
        }
    }

    private static void AddNearMisses(HtmlText page, string name, IReadOnlyList<DecisionResult> near)
    {
        page.Element("h3", "Near misses");
        if (near.Count == 0)
        {
            page.Element("p", "There are none in this span that nobody has judged.");
            return;
        }

        page.Table("Refused, and not judged yet, newest first", NearColumns, near.Select(decision => new[]
        {
            DecisionTable.Asked(decision), DecisionTable.Stored(decision), Numbers.Score(decision.Similarity), Numbers.Score(decision.Confidence),
            decision.Guard ?? decision.Reason, decision.Id,
        }));
        page.Element("p", $"Say whether one should have been a hit:\nsemcache decisions judge DECISION good|bad -n {name}");
    }
}
