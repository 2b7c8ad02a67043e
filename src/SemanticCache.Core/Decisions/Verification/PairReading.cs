using System.Collections.Immutable;

namespace SemanticCache.Core.Decisions.Verification;

/// <summary>What the verifier said of a question's candidates.</summary>
/// <param name="Probabilities">One for each candidate; null where the verifier did not read the pair, or cannot.</param>
/// <param name="IsComplete">Whether it was given every pair.</param>
/// <param name="Failure">Why nothing can be decided, since the verifier was late, failed or is missing; null otherwise.</param>
internal readonly record struct PairReading(ImmutableArray<float?> Probabilities, bool IsComplete, DecisionReason? Failure)
{
    /// <summary>Returns a reading that failed.</summary>
    public static PairReading Failed(DecisionReason reason) => new([], false, reason);

    /// <summary>Returns a reading that came to its end.</summary>
    public static PairReading Of(ReadPairs pairs) => new([.. pairs.Probabilities], !pairs.Unread.Any(), null);
}
