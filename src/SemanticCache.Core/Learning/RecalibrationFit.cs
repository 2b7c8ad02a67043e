using SemanticCache.Core.Entries;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Learning;

/// <summary>
/// Fits a namespace's recalibration to its labels (Platt 1999, "Probabilistic outputs for support vector machines"), held towards the
/// shipped calibration by two independent normal priors.
/// </summary>
internal static class RecalibrationFit
{
    // Standard deviations of the priors: a namespace's log-odds seldom lie further off than by 1, nor their slope by a half.
    private const double BiasSpread = 1;
    private const double SlopeSpread = 0.5;
    private const double LowestSlope = 0.1;
    private const int Steps = 25;

    /// <summary>Returns the recalibration; nothing differs without labels.</summary>
    public static Recalibration Of(IReadOnlyList<HitLabel> labels)
    {
        var (bias, slope) = (0.0, 1.0);
        for (var step = 0; step < Steps; step++)
        {
            var (byBias, bySlope) = (-bias / (BiasSpread * BiasSpread), (1 - slope) / (SlopeSpread * SlopeSpread));
            var (biasBend, slopeBend, cross) = (1 / (BiasSpread * BiasSpread), 1 / (SlopeSpread * SlopeSpread), 0.0);
            foreach (var label in labels)
            {
                var expected = LogOdds.Probability(bias + (slope * label.Score));
                var difference = (label.IsRight ? 1 : 0) - expected;
                var bend = expected * (1 - expected);
                byBias += difference;
                bySlope += difference * label.Score;
                biasBend += bend;
                slopeBend += bend * label.Score * label.Score;
                cross += bend * label.Score;
            }

            var determinant = (biasBend * slopeBend) - (cross * cross);
            bias += ((slopeBend * byBias) - (cross * bySlope)) / determinant;
            slope += ((biasBend * bySlope) - (cross * byBias)) / determinant;
        }

        return new Recalibration(bias, Math.Max(LowestSlope, slope));
    }
}
