using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Decisions;

/// <summary>The bars that a candidate must reach.</summary>
/// <param name="Similarity">The lowest similarity, in [0, 1].</param>
/// <param name="Confidence">The lowest confidence, in [0, 1].</param>
public readonly record struct DecisionBars(float Similarity, float Confidence)
{
    /// <summary>Tells whether a candidate is similar enough; what is not a number, bar or similarity, never is.</summary>
    internal bool IsSimilar(Candidate candidate) => candidate.Similarity >= Similarity;

    /// <summary>Joins the policy, the models' defaults and the caller's wishes, which can only raise a bar.</summary>
    internal static DecisionBars For(NamespacePolicy policy, RequestControls controls, DecisionDefaults defaults)
    {
        var similarity = policy.SimilarityThreshold ?? defaults.SimilarityOf(policy.Decision);
        var confidence = policy.MinimumConfidence ?? defaults.Confidence;
        return new DecisionBars(
            (float)Math.Max(similarity, controls.SimilarityThreshold ?? 0),
            (float)Math.Max(confidence, controls.MinimumConfidence ?? 0));
    }
}
