namespace SemanticCache.Core.Decisions;

/// <summary>Why a decision came out as it did, for the request and for each candidate.</summary>
public enum DecisionReason
{
    /// <summary>Nothing was decided.</summary>
    None,

    /// <summary>Served: the similarity reaches the threshold.</summary>
    SimilarityReached,

    /// <summary>Served: the verifier's confidence reaches the bar.</summary>
    ConfidenceReached,

    /// <summary>Refused: nothing similar is stored in the scope.</summary>
    NoCandidate,

    /// <summary>Refused: the similarity stays below the threshold.</summary>
    BelowThreshold,

    /// <summary>Refused: a guard said no.</summary>
    GuardRefused,

    /// <summary>Refused: the confidence stays below the bar, or would whatever the verifier said, which was then spared reading.</summary>
    BelowConfidence,

    /// <summary>Refused: a candidate with another answer is about as probable.</summary>
    RivalTooClose,

    /// <summary>Refused: the verifier's budget of candidates or time was spent before this one.</summary>
    BudgetSpent,

    /// <summary>Refused: the verifier failed, is overloaded, missing, or cannot read so long a pair.</summary>
    VerifierUnavailable,
}
