using System.Text.Json.Serialization;
using SemanticCache.Cli.Questions;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Reports;

/// <summary>What recorded decisions would have come to at other thresholds.</summary>
/// <param name="Setting">The policy's setting that the thresholds are values of.</param>
/// <param name="Current">The value in effect.</param>
/// <param name="Decisions">The recorded decisions that were replayed.</param>
/// <param name="Unknown">Those of them that count as misses everywhere, because the verifier was spared.</param>
/// <param name="TargetPrecision">The share of hits that must be right.</param>
/// <param name="Recommended">The lowest threshold that is shown to reach it; null where none is.</param>
/// <param name="LabelsNeeded">How many labelled hits, all right, would show it; null where no number would.</param>
/// <param name="Points">The thresholds, lowest first.</param>
internal sealed record SweepCurve(
    string Setting, double Current, long Decisions, long Unknown, double TargetPrecision, double? Recommended, long? LabelsNeeded, IReadOnlyList<SweepCurvePoint> Points)
{
    private static readonly double[] Shown = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];

    /// <summary>The point of the threshold in effect; null where there are no points.</summary>
    [JsonIgnore]
    public SweepCurvePoint? CurrentPoint => At(Current);

    /// <summary>The point of the recommended threshold; null where none is recommended.</summary>
    [JsonIgnore]
    public SweepCurvePoint? RecommendedPoint => Recommended is { } threshold ? At(threshold) : null;

    /// <summary>A few points, among them those of the thresholds in effect and recommended.</summary>
    [JsonIgnore]
    public IEnumerable<SweepCurvePoint> Selection => Points.Where(point => Shown.Contains(point.Threshold) || point == CurrentPoint || point == RecommendedPoint);

    /// <summary>Reads a sweep from the wire.</summary>
    public static SweepCurve Of(GetThresholdSweepResponse sweep) => new(
        sweep.Setting,
        LookupResult.Round(sweep.Current),
        sweep.Decisions,
        sweep.Unknown,
        LookupResult.Round(sweep.TargetPrecision),
        sweep.HasRecommended ? LookupResult.Round(sweep.Recommended) : null,
        sweep.HasLabelsNeeded ? sweep.LabelsNeeded : null,
        [.. sweep.Points.Select(SweepCurvePoint.Of)]);

    private SweepCurvePoint? At(double threshold) => Points.FirstOrDefault(point => point.Threshold == threshold);
}
