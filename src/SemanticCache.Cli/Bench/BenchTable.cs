using System.Globalization;
using SemanticCache.Cli.Demo;
using SemanticCache.Evaluation.Drawing;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Bench;

/// <summary>Draws what a bench measured.</summary>
internal static class BenchTable
{
    /// <summary>Returns the passes side by side.</summary>
    public static IRenderable Draw(BenchResult result)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("").AddColumn("ms");
        foreach (var column in new[] { "requests", "failed", "p50", "p95", "p99", "per s" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var pass in result.Passes)
        {
            table.AddRow(new[] { pass.Title, "first token", Count(result.Requests), Count(pass.Failed) }.Concat(Times(pass.FirstTokenMs)).Append(Number(pass.RequestsPerSecond)).Select(Cell));
            table.AddRow(new[] { Statuses(pass), "total", "", "" }.Concat(Times(pass.TotalMs)).Append("").Select(Cell));
        }

        return table;
    }

    /// <summary>Returns the share of requests that had their first token after a time, as SVG.</summary>
    public static string Plot(BenchResult result)
    {
        var times = result.Passes.Select(pass => pass.Observations.Where(seen => seen.Failure is null).Select(seen => seen.FirstToken.TotalMilliseconds).Order().ToList()).ToList();
        var longest = Math.Max(1, times.SelectMany(pass => pass).DefaultIfEmpty(1).Max());
        var plot = new SvgPlot("Time to the first token", $"time; 1.0 is {Number(longest)} ms", "share of the requests");
        foreach (var (pass, sorted) in result.Passes.Zip(times))
        {
            plot.AddLine(pass.Title, [.. sorted.Select((time, index) => (time / longest, (index + 1.0) / sorted.Count))]);
        }

        return plot.ToString();
    }

    private static IRenderable Cell(string text) => new Text(text);

    private static string Statuses(BenchPass pass) => string.Join(", ", pass.CacheStatus.Select(status => $"{status.Key} {Count(status.Value)}"));

    private static string[] Times(Latencies times) => [Number(times.P50), Number(times.P95), Number(times.P99)];

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(double? value) => value?.ToString("N1", CultureInfo.InvariantCulture) ?? "-";
}
