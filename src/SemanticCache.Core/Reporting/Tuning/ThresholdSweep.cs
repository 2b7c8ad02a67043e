using System.Collections.Immutable;
using SemanticCache.Core.Learning;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Reporting.DecisionLog;

namespace SemanticCache.Core.Reporting.Tuning;

/// <summary>Replays recorded decisions at other thresholds.</summary>
internal static class ThresholdSweep
{
    private const double Level = 0.95;
    private const int LowestPercent = 50;
    private static readonly string RivalTooClose = WireName.Of(Core.Decisions.DecisionReason.RivalTooClose);

    /// <summary>Returns what decisions would have come to.</summary>
    /// <param name="decisions">The recorded decisions; those of another kind of threshold are left out.</param>
    /// <param name="isRight">Tells whether the entry of a decision is right for its question; null where nobody knows.</param>
    /// <param name="decision">How the namespace decides.</param>
    /// <param name="current">The threshold in effect.</param>
    /// <param name="errorBudget">The share of hits that may be wrong.</param>
    public static SweepResult Of(
        IEnumerable<LoggedDecision> decisions, Func<LoggedDecision, bool?> isRight, DecisionKind decision, double current, double errorBudget)
    {
        var isOfConfidence = decision is not DecisionKind.Threshold;
        LoggedDecision[] replayed = [.. decisions.Where(each => each.Decision is { } kind && kind is not DecisionKind.Threshold == isOfConfidence)];
        ScoredDecision[] scored =
        [
            .. from each in replayed
               where MayBeServed(each)
               let score = isOfConfidence ? each.Confidence : each.Similarity
               where score is not null
               select new ScoredDecision((each.Entry, each.QuestionId), score.Value, each.Saving, isRight(each)),
        ];
        ImmutableArray<SweepPoint> points = [.. Thresholds(current).Select(threshold => At(threshold, current, scored))];
        return new SweepResult
        {
            IsOfConfidence = isOfConfidence,
            Current = current,
            Decisions = replayed.Length,
            Unknown = isOfConfidence ? replayed.Count(each => MayBeServed(each) && each.Confidence is null) : 0,
            Points = points,
            ErrorBudget = errorBudget,
            Recommended = points.Where(point => point.Hits > 0 && point.WrongHigh <= errorBudget).Select(point => (double?)point.Threshold).FirstOrDefault(),
            LabelsNeeded = LabelsNeeded(errorBudget),
        };
    }

    // A guard's refusal, and that of a rival with another answer, hold at every threshold; so does the similarity that the verifier is not asked below.
    private static bool MayBeServed(LoggedDecision decision) =>
        decision.Guard.Length == 0
        && decision.Entry is not null
        && decision.Reason != RivalTooClose
        && (decision.Decision is DecisionKind.Threshold || decision.Similarity >= decision.SimilarityBar);

    private static IEnumerable<double> Thresholds(double current) =>
        Enumerable.Range(LowestPercent, 100 - LowestPercent + 1).Select(percent => percent / 100.0).Append(current).Distinct().Order();

    // Labels come mostly from what was served. What they say of it says nothing of what a lower threshold would add, so both are bounded apart.
    // Each bound is the surer for it, and both together are as sure as one.
    private static SweepPoint At(double threshold, double current, ScoredDecision[] scored)
    {
        var hits = scored.Where(each => each.Reaches(threshold)).ToArray();
        ImmutableArray<HitShare> parts = [.. hits.GroupBy(each => each.Reaches(current)).Select(part => HitShare.Of([.. part]))];
        double pairs = parts.Sum(part => part.Pairs);
        var level = parts.Length > 1 ? 1 - ((1 - Level) / parts.Length) : Level;
        return new SweepPoint(
            threshold,
            hits.Length,
            parts.Sum(part => part.Labelled),
            parts.Sum(part => part.Wrong),
            pairs == 0 ? 0 : parts.Sum(part => part.Pairs * BinomialBound.Lower(part.Wrong, part.Labelled, level)) / pairs,
            pairs == 0 ? 1 : parts.Sum(part => part.Pairs * BinomialBound.Upper(part.Wrong, part.Labelled, level)) / pairs,
            parts.IsEmpty || parts.Any(part => part.ExpectedWrong is null) ? null : parts.Sum(part => part.ExpectedWrong),
            hits.Sum(each => each.Saving));
    }

    // Without a wrong one, the upper bound of n labels is 1 - (1 - level)^(1/n).
    private static int? LabelsNeeded(double errorBudget) => errorBudget switch
    {
        <= 0 => null,
        >= 1 => 1,
        _ => (int)Math.Ceiling(Math.Log(1 - Level) / Math.Log(1 - errorBudget)),
    };
}
