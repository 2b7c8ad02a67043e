using SemanticCache.Cli.Invocation;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Reports;

/// <summary>Draws figures over time as sparklines.</summary>
internal static class SeriesDrawing
{
    private const int MostColumns = 72;

    /// <summary>Draws the requests.</summary>
    public static string Requests(IReadOnlyList<SeriesColumn> columns) =>
        Sparkline.Draw(columns.Select(column => (double?)column.Requests), columns.Select(column => column.Requests).DefaultIfEmpty().Max());

    /// <summary>Draws the hit rates, from 0 to 1.</summary>
    public static string HitRates(IReadOnlyList<SeriesColumn> columns) => Sparkline.Draw(columns.Select(column => column.HitRate), 1);

    /// <summary>Draws requests and hit rates with what they mean.</summary>
    public static IRenderable Draw(SeriesResult series)
    {
        var columns = series.Columns(MostColumns);
        var rates = columns.Select(column => column.HitRate).OfType<double>().ToList();
        return Fields.Draw(
            ("requests", $"{Requests(columns)}  at most {Numbers.Count(columns.Select(column => column.Requests).DefaultIfEmpty().Max())} each"),
            ("hit rate", $"{HitRates(columns)}  {(rates.Count == 0 ? "no requests" : $"{Numbers.Share(rates.Min())} to {Numbers.Share(rates.Max())}")}"),
            ("", series.Points is [var first, ..] ? $"{Numbers.Minute(first.Time)} to {Numbers.Minute(series.Points[^1].Time)}, {Length(series.Step, columns[0].Spans)} each" : null));
    }

    private static string Length(string step, int spans) => spans == 1 ? $"one {step}" : $"{spans} {step}s";
}
