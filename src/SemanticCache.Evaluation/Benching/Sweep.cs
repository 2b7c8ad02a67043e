using SemanticCache.Evaluation.Drawing;
using SemanticCache.Evaluation.Probing;

namespace SemanticCache.Evaluation.Benching;

/// <summary>Tells from one run what other minimum confidences would have done.</summary>
internal static class Sweep
{
    private static readonly double[] Steps = [0, 0.2, 0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.82, 0.84, 0.86, 0.88, 0.9, 0.91, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99];

    /// <summary>Returns one point for each of 25 minimum confidences.</summary>
    public static IReadOnlyList<SweepPoint> Of(IReadOnlyList<ProbeResult> results) =>
        [.. Steps.Select(step =>
        {
            var figures = BenchFigures.Of(results, result => result.ServedAt(step));
            return new SweepPoint(step, Round(figures.HitRate), Round(figures.Precision), Round(figures.NearMissesAccepted));
        })];

    /// <summary>Draws precision and accepted near misses over the hit rate, as SVG.</summary>
    public static string Draw(IReadOnlyList<SweepPoint> sweep)
    {
        var plot = new SvgPlot("Sweep of the minimum confidence", "hit rate", "precision, near misses accepted");
        plot.AddLine("precision of hits", [.. sweep.Where(point => point.HitRate > 0).Select(point => (point.HitRate, point.Precision))]);
        plot.AddLine("near misses accepted", [.. sweep.Select(point => (point.HitRate, point.NearMissesAccepted))]);
        return plot.ToString();
    }

    private static double Round(Share share) => Math.Round(share.Value, 4);
}
