using System.Globalization;
using SemanticCache.Cli.Invocation;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Demo;

/// <summary>Draws what a demo brought.</summary>
internal static class DemoTable
{
    /// <summary>Returns the drawing.</summary>
    public static IRenderable Draw(DemoRun run, DemoSettings settings, bool perDomain)
    {
        var parts = new List<IRenderable> { new Text(Headline(run.Figures, settings)), Outcomes(run.Figures), Findings(run) };
        if (perDomain)
        {
            parts.Add(Domains(run.Figures));
        }

        parts.Add(new Text(""));
        parts.AddRange(DemoSamples.Draw(run));
        return new Rows(parts);
    }

    private static string Headline(DemoFigures figures, DemoSettings settings)
    {
        var companies = figures.All.Select(observation => observation.Question.Namespace).Distinct().Count();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{figures.All.Count:N0} support questions to the bots of {companies} companies, {settings.InFlight} at a time (seed {settings.Seed}).\n")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"The model is simulated: first token after {Durations.Format(settings.Latency)}, then {DemoSettings.TokensPerSecond:N0} tokens a second. Times as the client saw them.");
    }

    private static Table Outcomes(DemoFigures figures)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("");
        foreach (var column in new[] { "requests", "share", "p50 ms", "p95 ms", "p99 ms" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        Add(table, "exact hits", figures.ExactLatency, figures.All.Count);
        Add(table, "semantic hits", figures.SemanticLatency, figures.All.Count);
        Add(table, "all hits", figures.HitLatency, figures.All.Count);
        table.AddEmptyRow();
        Add(table, "misses", figures.MissLatency, figures.All.Count);
        return table;
    }

    private static void Add(Table table, string name, Latencies latencies, int requests) => table.AddRow(
        new Text(name),
        new Text(latencies.Count.ToString("N0", CultureInfo.InvariantCulture)),
        new Text(Share(latencies.Count, requests)),
        new Text(Milliseconds(latencies.P50)),
        new Text(Milliseconds(latencies.P95)),
        new Text(Milliseconds(latencies.P99)));

    private static IRenderable Findings(DemoRun run)
    {
        var figures = run.Figures;
        return Fields.Draw(
            ("wrong hits", string.Create(CultureInfo.InvariantCulture, $"{figures.WrongHits.Count:N0} of {figures.Hits.Count:N0} hits ({Share(figures.WrongHits.Count, figures.Hits.Count)})")),
            ("precision", figures.Precision?.ToString("0.0%", CultureInfo.InvariantCulture)),
            ("look-alikes", string.Create(CultureInfo.InvariantCulture, $"{run.LookAlikes.Accepted:N0} of {run.LookAlikes.Asked:N0} trick questions, asked afterwards, got the wrong answer")),
            ("new needs", string.Create(CultureInfo.InvariantCulture, $"{figures.FirstOfTheirNeed:N0} of the misses asked for something for the first time")),
            ("time saved", string.Create(CultureInfo.InvariantCulture, $"{figures.TimeSaved.TotalSeconds:0.0} s of waiting (against the median miss)")),
            ("cost saved", string.Create(CultureInfo.InvariantCulture, $"${figures.CostSaved:0.0000} ({figures.TokensSaved:N0} tokens, counted as words, at the policy's prices)")),
            ("joined", figures.Joined == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{figures.Joined:N0} of the misses shared an answer already on its way")),
            ("cut short", figures.CutShort == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{figures.CutShort:N0} of the misses, because this machine was too busy to look up in time")),
            ("failed", figures.Failures.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{figures.Failures.Count:N0}; the first: {figures.Failures[0].Failure}")));
    }

    private static Table Domains(DemoFigures figures)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("namespace");
        foreach (var column in new[] { "requests", "exact hits", "semantic hits", "misses", "wrong hits" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var domain in figures.All.GroupBy(observation => observation.Question.Namespace).OrderBy(domain => domain.Key, StringComparer.Ordinal))
        {
            int[] counts =
            [
                domain.Count(), domain.Count(seen => seen.IsExactHit), domain.Count(seen => seen.IsSemanticHit),
                domain.Count(seen => seen.IsMiss), domain.Count(seen => seen is { IsHit: true, IsRight: false }),
            ];
            table.AddRow([new Text(domain.Key), .. counts.Select(count => new Text(count.ToString("N0", CultureInfo.InvariantCulture)))]);
        }

        return table;
    }

    private static string Share(int part, int whole) => whole == 0 ? "-" : ((double)part / whole).ToString("0.0%", CultureInfo.InvariantCulture);

    private static string Milliseconds(double? latency) => latency?.ToString("0.0", CultureInfo.InvariantCulture) ?? "-";
}
