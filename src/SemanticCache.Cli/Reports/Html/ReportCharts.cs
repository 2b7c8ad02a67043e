using System.Globalization;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Reports.Html;

/// <summary>The charts of a report.</summary>
internal static class ReportCharts
{
    private const int TimeMarks = 4;
    private const int TenthsOfOne = 10;

    private static readonly string Day = WireNames.Of(Step.Day);

    // What took no time at all has a place on a scale of powers of ten too.
    private const double LeastMilliseconds = 0.01;

    private static readonly (double At, string Label)[] Shares = [(0, "0%"), (0.25, "25%"), (0.5, "50%"), (0.75, "75%"), (1, "100%")];

    /// <summary>Draws the hit rate over time.</summary>
    public static LineChart HitRate(SeriesResult series)
    {
        var known = series.Points.Select(point => point.HitRate).OfType<double>().ToList();
        return new LineChart
        {
            Title = $"Hit rate by {series.Step}",
            Description = known.Count == 0 ? "There were no requests." : $"The hit rate by {series.Step} went from {Numbers.Share(known[0])} to {Numbers.Share(known[^1])}; "
                + $"the lowest was {Numbers.Share(known.Min())}, the highest {Numbers.Share(known.Max())}.",
            Lines = [Line("hit rate", series, point => point.HitRate)],
            Across = Times(series),
            Up = Shares,
        };
    }

    /// <summary>Draws the latencies over time, on a scale of powers of ten, because hits and misses are far apart.</summary>
    public static LineChart Latency(SeriesResult series)
    {
        (string Name, Func<SeriesPoint, double?> Read)[] lines =
        [
            ("hits, p50", point => point.HitP50Ms), ("hits, p95", point => point.HitP95Ms), ("misses, p50", point => point.MissP50Ms), ("misses, p95", point => point.MissP95Ms),
        ];
        var known = lines.SelectMany(line => series.Points.Select(line.Read)).OfType<double>().DefaultIfEmpty(1).ToList();
        var lowest = (int)Math.Floor(Power(known.Min()));
        var highest = Math.Max(lowest + 1, (int)Math.Ceiling(Power(known.Max())));
        return new LineChart
        {
            Title = $"Latency by {series.Step}, inside the service",
            Description = $"Latencies by {series.Step}: {string.Join("; ", lines.Select(line => Describe(line.Name, series.Points.Select(line.Read).OfType<double>().ToList())))}.",
            Lines = [.. lines.Select(line => Line(line.Name, series, point => line.Read(point) is { } time ? Height(Power(time)) : null))],
            Across = Times(series),
            Up = [.. Enumerable.Range(lowest, highest - lowest + 1).Select(power => (Height(power), $"{Math.Pow(10, power).ToString("#,0.##", CultureInfo.InvariantCulture)} ms"))],
        };

        double Height(double power) => (power - lowest) / (highest - lowest);
    }

    /// <summary>Draws what other thresholds would have come to.</summary>
    public static LineChart Sweep(SweepCurve sweep)
    {
        var (first, last) = (sweep.Points[0].Threshold, sweep.Points[^1].Threshold);
        return new LineChart
        {
            Title = $"Hits and wrong hits by {sweep.Setting}",
            Description = SweepWords.Current(sweep),
            Lines =
            [
                new ChartLine("hits, of all recorded decisions", [.. sweep.Points.Select(point => (Place(point.Threshold), (double?)point.Hits / Math.Max(1, sweep.Decisions)))]),
                new ChartLine("wrong, of the hits, at most", [.. sweep.Points.Select(point => (Place(point.Threshold), Known(point)))]),
            ],
            Across =
            [
                .. Enumerable.Range(0, TenthsOfOne + 1)
                    .Select(tenths => (double)tenths / TenthsOfOne)
                    .Where(at => at >= first && at <= last)
                    .Select(at => (Place(at), Numbers.Threshold(at))),
            ],
            Up = Shares,
            Marks = [.. sweep.Selection.Select(point => (Place(point.Threshold), SweepWords.Mark(sweep, point))).Where(mark => mark.Item2.Length > 0)],
        };

        static double? Known(SweepCurvePoint point) => point.Labelled > 0 ? point.WrongShareHigh : null;

        double Place(double threshold) => last > first ? (threshold - first) / (last - first) : 0;
    }

    private static ChartLine Line(string name, SeriesResult series, Func<SeriesPoint, double?> read) =>
        new(name, [.. series.Points.Select((point, index) => (Place(series, index), read(point)))]);

    private static IReadOnlyList<(double At, string Label)> Times(SeriesResult series) => series.Points.Count == 0 ? [] :
    [
        .. Enumerable.Range(0, TimeMarks + 1)
            .Select(mark => mark * (series.Points.Count - 1) / TimeMarks)
            .Distinct()
            .Select(index => (Place(series, index), TimeOf(series, index))),
    ];

    private static double Place(SeriesResult series, int index) => series.Points.Count > 1 ? (double)index / (series.Points.Count - 1) : 0;

    private static string TimeOf(SeriesResult series, int index) =>
        series.Points[index].Time.UtcDateTime.ToString(series.Step == Day ? "yyyy-MM-dd" : "MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static double Power(double milliseconds) => Math.Log10(Math.Max(LeastMilliseconds, milliseconds));

    private static string Describe(string name, List<double> times) =>
        times.Count == 0 ? $"{name}: none" : $"{name}: {Numbers.Latency(times.Min())} to {Numbers.Latency(times.Max())} ms";
}
