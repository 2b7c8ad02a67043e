using SemanticCache.Evaluation.Calibrating;

namespace SemanticCache.Cli.Quality;

/// <summary>The JSON of <c>semcache calibrate</c>.</summary>
/// <param name="File">The calibration's file.</param>
/// <param name="Decisions">The number of labelled decisions.</param>
/// <param name="MinimumConfidence">The default minimum confidence.</param>
/// <param name="SimilarityThreshold">The default similarity threshold.</param>
/// <param name="Precision">The precision of hits at that confidence, on domains not fitted on.</param>
/// <param name="ExpectedCalibrationError">How far confidence and share of right hits are apart.</param>
/// <param name="Reliability">Confidence and share of right hits by bins.</param>
internal sealed record CalibrateResult(
    string File, int Decisions, double MinimumConfidence, double SimilarityThreshold, double Precision, double ExpectedCalibrationError, IReadOnlyList<ReliabilityBin> Reliability)
{
    /// <summary>Returns the result of a fit.</summary>
    public static CalibrateResult Of(FittedCalibration fitted, string file) => new(
        file,
        fitted.Judged.Count,
        fitted.Calibration.MinimumConfidence,
        fitted.Calibration.SimilarityThreshold,
        Math.Round(fitted.PrecisionAt(fitted.Calibration.MinimumConfidence).Value, 4),
        Math.Round(fitted.ExpectedCalibrationError, 4),
        [.. fitted.Reliability.Select(bin => new ReliabilityBin(Math.Round(bin.Confidence, 4), Math.Round(bin.ShareRight, 4), bin.Count))]);
}
