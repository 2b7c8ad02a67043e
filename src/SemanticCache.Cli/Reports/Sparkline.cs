namespace SemanticCache.Cli.Reports;

/// <summary>A row of bars, each a character.</summary>
internal static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";
    private const char Gap = '·';

    /// <summary>Draws values; what is not known leaves a dot.</summary>
    /// <param name="values">The values.</param>
    /// <param name="top">The value of the highest bar; the lowest bar is 0.</param>
    public static string Draw(IEnumerable<double?> values, double top) =>
        string.Concat(values.Select(value => value is { } known && double.IsFinite(known) ? Bar(known, top) : Gap));

    private static char Bar(double value, double top) => Bars[top > 0 ? (int)Math.Round(Math.Clamp(value / top, 0, 1) * (Bars.Length - 1)) : 0];
}
