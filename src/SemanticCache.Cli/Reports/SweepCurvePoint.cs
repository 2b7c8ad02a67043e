using SemanticCache.Cli.Questions;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Reports;

/// <summary>What recorded decisions would have come to at one threshold.</summary>
/// <param name="Threshold">The threshold.</param>
/// <param name="Hits">The decisions that would have been hits.</param>
/// <param name="Labelled">Of these, those of which is known whether they are right.</param>
/// <param name="Wrong">Of these, those that are wrong.</param>
/// <param name="ExpectedWrong">How many of the hits are expected to be wrong; null without labels.</param>
/// <param name="WrongShareLow">The lower bound of the share of wrong hits.</param>
/// <param name="WrongShareHigh">The upper bound of the share of wrong hits; 1 without labels.</param>
/// <param name="CostSaved">What these hits would have saved.</param>
internal sealed record SweepCurvePoint(
    double Threshold, long Hits, long Labelled, long Wrong, double? ExpectedWrong, double WrongShareLow, double WrongShareHigh, double CostSaved)
{
    /// <summary>Reads a point from the wire.</summary>
    public static SweepCurvePoint Of(SweepPoint point) => new(
        LookupResult.Round(point.Threshold),
        point.Hits,
        point.Labelled,
        point.Wrong,
        point.HasExpectedWrong ? LookupResult.Round(point.ExpectedWrong) : null,
        LookupResult.Round(point.WrongShareLow),
        LookupResult.Round(point.WrongShareHigh),
        Math.Round(point.CostSaved, 6));
}
