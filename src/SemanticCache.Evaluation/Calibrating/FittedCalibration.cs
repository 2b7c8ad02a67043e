using System.Collections.Immutable;
using SemanticCache.Core.Decisions.Calibration;
using SemanticCache.Evaluation.Benching;

namespace SemanticCache.Evaluation.Calibrating;

/// <summary>A calibration and how it does on what it was not fitted on.</summary>
/// <param name="Calibration">The calibration.</param>
/// <param name="Judged">The best candidate of each probe.</param>
internal sealed record FittedCalibration(ConfidenceCalibration Calibration, IReadOnlyList<JudgedProbe> Judged)
{
    private const int Bins = 10;

    /// <summary>Returns the precision of hits at a minimum confidence, look-alikes counted.</summary>
    public Share PrecisionAt(double minimumConfidence)
    {
        var hits = Judged.Where(each => each.Confidence >= minimumConfidence).ToArray();
        return new Share(hits.Count(each => each.IsRight), hits.Length);
    }

    /// <summary>Confidence against the share of right hits, in ten bins of confidence; empty bins are left out.</summary>
    public ImmutableArray<ReliabilityBin> Reliability =>
        [.. Judged.GroupBy(each => Math.Min((int)(each.Confidence * Bins), Bins - 1)).OrderBy(bin => bin.Key)
            .Select(bin => new ReliabilityBin(bin.Average(each => each.Confidence), bin.Average(each => each.IsRight ? 1.0 : 0), bin.Count()))];

    /// <summary>The expected calibration error: the mean distance between confidence and share of right hits, in [0, 1].</summary>
    public double ExpectedCalibrationError =>
        Reliability.Sum(bin => bin.Count * Math.Abs(bin.Confidence - bin.ShareRight)) / Math.Max(1, Judged.Count);
}
