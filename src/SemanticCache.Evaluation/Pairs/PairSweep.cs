using SemanticCache.Evaluation.Benching;
using SemanticCache.Evaluation.Probing;

namespace SemanticCache.Evaluation.Pairs;

/// <summary>Tells from one run what other minimum confidences would have done with pairs.</summary>
internal static class PairSweep
{
    private static readonly double[] Steps = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98];

    /// <summary>Returns one point for each of 12 minimum confidences.</summary>
    public static IReadOnlyList<PairSweepPoint> Of(IReadOnlyCollection<ProbeResult> results) =>
        [.. Steps.Select(step =>
        {
            var figures = PairFigures.Of(results, result => result.ServedAt(step));
            return new PairSweepPoint(step, Round(figures.Found), Round(figures.Accepted), Round(figures.Precision));
        })];

    private static double Round(Share share) => Math.Round(share.Value, 4);
}
