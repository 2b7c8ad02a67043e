using System.Collections.Immutable;

namespace SemanticCache.Core.Decisions.Verification;

/// <summary>What the verifier said of a question's candidates.</summary>
/// <param name="Probabilities">One for each candidate; null where the verifier cannot read the pair.</param>
/// <param name="Failure">Why nothing can be decided, since the verifier was late, failed or is missing; null otherwise.</param>
internal readonly record struct PairReading(ImmutableArray<float?> Probabilities, DecisionReason? Failure)
{
    /// <summary>Returns a reading that failed.</summary>
    public static PairReading Failed(DecisionReason reason) => new([], reason);
}
