namespace SemanticCache.Cli.Reports;

/// <summary>Says what a sweep means, and what to do; each command stands in a line of its own.</summary>
internal static class SweepWords
{
    /// <summary>Says what the threshold in effect comes to.</summary>
    public static string Current(SweepCurve sweep)
    {
        var point = sweep.CurrentPoint;
        return $"{sweep.Setting} {Numbers.Threshold(sweep.Current)}: {Numbers.Count(point?.Hits ?? 0)} hits of {Numbers.Count(sweep.Decisions)} recorded decisions, "
            + Labels(point?.Labelled ?? 0, point?.Wrong ?? 0)
            + (sweep.Unknown > 0 ? $"; {Numbers.Count(sweep.Unknown)} decisions have no confidence and count as misses" : "");
    }

    /// <summary>Says which threshold to take, or what it takes to recommend one.</summary>
    public static string Advice(string name, SweepCurve sweep) => sweep switch
    {
        { Decisions: 0 } => "None: no decision of this span is recorded. Look further back with --since, or come back when questions have been asked.",
        { RecommendedPoint: { } point } when point == sweep.CurrentPoint =>
            $"Leave it at {Numbers.Threshold(sweep.Current)}: it is the lowest that is shown to keep {Numbers.Share(sweep.TargetPrecision)} of the hits right.",
        { RecommendedPoint: { } point } when point.Threshold > sweep.Current => $"Raise it to {Effect(point)}:\n{Set(name, sweep, point)}",
        { RecommendedPoint: { } point } => $"Lower it to {Effect(point)}{Added(name, sweep, point)}:\n{Set(name, sweep, point)}",
        { LabelsNeeded: { } needed } => NotYet(name, sweep, needed),
        _ => "None: no number of labels can show that every hit is right. Give a --target-precision below 1, or the policy an error_budget above 0.",
    };

    /// <summary>Marks a point that is in effect or recommended.</summary>
    public static string Mark(SweepCurve sweep, SweepCurvePoint point) => string.Join(", ", new[]
    {
        point == sweep.CurrentPoint ? "current" : "", point == sweep.RecommendedPoint ? "recommended" : "",
    }.Where(mark => mark.Length > 0));

    private static string Effect(SweepCurvePoint point) =>
        $"{Numbers.Threshold(point.Threshold)}: {Numbers.Count(point.Hits)} hits, at most {Numbers.Share(point.WrongShareHigh)} of them wrong (95 % sure)";

    private static string Set(string name, SweepCurve sweep, SweepCurvePoint point) => $"semcache policies set {name} {sweep.Setting}={Numbers.Threshold(point.Threshold)}";

    // Labels come from what was served above all: they say little of hits that a lower threshold would add.
    private static string Added(string name, SweepCurve sweep, SweepCurvePoint point)
    {
        var (hits, labelled, wrong) = sweep.CurrentPoint is { } current
            ? (point.Hits - current.Hits, point.Labelled - current.Labelled, point.Wrong - current.Wrong)
            : (point.Hits, point.Labelled, point.Wrong);
        return labelled >= hits
            ? ""
            : $". But of the {Numbers.Count(hits)} hits that this adds, {Labels(labelled, wrong)}. Judge more of them first:\n{ListUnjudged(name)} --near-misses\nThen, if they are right";
    }

    private static string NotYet(string name, SweepCurve sweep, long needed)
    {
        var (labelled, wrong) = sweep.Points is [var lowest, ..] ? (lowest.Labelled, lowest.Wrong) : (0, 0);
        return $"None yet. To show that {Numbers.Share(sweep.TargetPrecision)} of the hits are right takes {Numbers.Count(needed)} labelled hits, and more where some are wrong; "
            + $"so far {Labels(labelled, wrong)}. Judge some, or have hits audited:\n{ListUnjudged(name)}\nsemcache policies set {name} audit_percent=5";
    }

    private static string ListUnjudged(string name) => $"semcache decisions list -n {name} --unjudged";

    private static string Labels(long labelled, long wrong) => labelled == 0 ? "none is labelled"
        : $"{Numbers.Count(labelled)} {(labelled == 1 ? "is" : "are")} labelled, {(wrong == 0 ? "none of them" : Numbers.Count(wrong))} wrong";
}
