using System.Globalization;
using SemanticCache.Evaluation.Drawing;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Quality;

/// <summary>Draws the learning curves of a stream.</summary>
internal static class StreamTable
{
    /// <summary>Returns the tables, one for each run.</summary>
    public static IRenderable Draw(StreamResult result) => new Rows(result.Runs.Select(DrawRun));

    /// <summary>Returns the curves as SVG.</summary>
    public static string Plot(StreamResult result)
    {
        var plot = new SvgPlot("Learning curve of a stream", "share of the stream", "hit rate, precision");
        foreach (var run in result.Runs)
        {
            plot.AddLine($"hit rate {run.Name}", [.. run.Curve.Select(point => (Along(run, point), point.HitRate))]);
            plot.AddLine($"precision {run.Name}", [.. run.Curve.Where(point => point.HitRate > 0).Select(point => (Along(run, point), point.Precision))]);
        }

        return plot.ToString();
    }

    private static double Along(StreamRun run, StreamPoint point) => (double)point.Requests / run.All.Requests;

    private static Table DrawRun(StreamRun run)
    {
        var table = new Table().Border(TableBorder.Simple).Title($"{run.Name}: {run.Entries:N0} entries in the end").AddColumn("requests so far");
        foreach (var column in new[] { "hit rate", "precision", "wrong hits", "look-alikes accepted" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var point in run.Curve)
        {
            AddRow(table, point.Requests.ToString("N0", CultureInfo.InvariantCulture), point);
        }

        AddRow(table, "all", run.All);
        return table;
    }

    private static void AddRow(Table table, string name, StreamPoint point) => table.AddRow(
        name,
        WithInterval(point.HitRate, point.HitRateInterval),
        WithInterval(point.Precision, point.PrecisionInterval),
        point.WrongHits.ToString(CultureInfo.InvariantCulture),
        $"{point.LookAlikesAccepted} of {point.LookAlikes}");

    private static string WithInterval(double share, double[] interval) =>
        string.Create(CultureInfo.InvariantCulture, $"{share:0.000} ({interval[0]:0.000}-{interval[1]:0.000})");
}
