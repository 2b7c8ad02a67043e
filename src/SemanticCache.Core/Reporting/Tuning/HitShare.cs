namespace SemanticCache.Core.Reporting.Tuning;

/// <summary>A part of the hits that a threshold would bring.</summary>
/// <param name="Hits">How many they are, at least 1.</param>
/// <param name="Labelled">Those of which is known whether they are right.</param>
/// <param name="Wrong">Of these, those that are wrong.</param>
internal readonly record struct HitShare(int Hits, int Labelled, int Wrong)
{
    /// <summary>How many are expected to be wrong, if the labelled ones are like all; null without labels.</summary>
    public double? ExpectedWrong => Labelled == 0 ? null : (double)Hits * Wrong / Labelled;

    /// <summary>Counts hits.</summary>
    public static HitShare Of(IReadOnlyCollection<ScoredDecision> hits) =>
        new(hits.Count, hits.Count(hit => hit.IsRight is not null), hits.Count(hit => hit.IsRight is false));
}
