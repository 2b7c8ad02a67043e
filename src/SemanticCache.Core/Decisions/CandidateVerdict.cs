using SemanticCache.Core.Search;

namespace SemanticCache.Core.Decisions;

/// <summary>What was decided on one candidate.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Reason">The verdict.</param>
/// <param name="Confidence">The verifier's confidence, when it was asked.</param>
/// <param name="Refusal">What a guard had against it, if one refused.</param>
public sealed record CandidateVerdict(Candidate Candidate, DecisionReason Reason, float? Confidence = null, GuardRefusal? Refusal = null)
{
    /// <summary>Whether the candidate may be served.</summary>
    public bool Passed => Reason is DecisionReason.SimilarityReached or DecisionReason.ConfidenceReached;
}
