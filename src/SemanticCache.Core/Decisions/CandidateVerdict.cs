using SemanticCache.Core.Search;

namespace SemanticCache.Core.Decisions;

/// <summary>What was decided on one candidate.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Reason">The verdict.</param>
/// <param name="Confidence">The probability that serving it is right, in [0, 1]; null where the verifier was not asked, or spared: nothing it could say would reach the bar.</param>
/// <param name="Probability">The verifier's own probability, in [0, 1]; null where it was not asked.</param>
/// <param name="Refusal">Why a guard refused it, if one did.</param>
/// <param name="Calibrated">The confidence before anything was learned in the namespace, in [0, 1]; null where the verifier was not asked.</param>
public sealed record CandidateVerdict(
    Candidate Candidate, DecisionReason Reason, float? Confidence = null, float? Probability = null, GuardRefusal? Refusal = null, float? Calibrated = null)
{
    /// <summary>Whether the candidate may be served.</summary>
    public bool Passed => Reason is DecisionReason.SimilarityReached or DecisionReason.ConfidenceReached;
}
