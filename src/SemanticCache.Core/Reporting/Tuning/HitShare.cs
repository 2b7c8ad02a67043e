namespace SemanticCache.Core.Reporting.Tuning;

/// <summary>A part of the hits that a threshold would bring.</summary>
/// <param name="Hits">How many they are, at least 1.</param>
/// <param name="Pairs">How many pairs of a question and an entry they are of: what is asked often says no more than once whether it is right.</param>
/// <param name="Labelled">The pairs of which is known whether they are right.</param>
/// <param name="Wrong">Of these, those that are wrong.</param>
internal readonly record struct HitShare(int Hits, int Pairs, int Labelled, int Wrong)
{
    /// <summary>How many hits are expected to be wrong, if the labelled pairs are like all; null without labels.</summary>
    public double? ExpectedWrong => Labelled == 0 ? null : (double)Hits * Wrong / Labelled;

    /// <summary>Counts hits; a pair of which opinions differ counts as wrong.</summary>
    public static HitShare Of(IReadOnlyCollection<ScoredDecision> hits)
    {
        var pairs = hits.GroupBy(hit => hit.Pair).ToArray();
        return new HitShare(
            hits.Count, pairs.Length, pairs.Count(pair => pair.Any(hit => hit.IsRight is not null)), pairs.Count(pair => pair.Any(hit => hit.IsRight is false)));
    }
}
