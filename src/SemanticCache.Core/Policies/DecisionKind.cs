namespace SemanticCache.Core.Policies;

/// <summary>How a policy decides whether a candidate is served.</summary>
public enum DecisionKind
{
    /// <summary>Similarity above a lower threshold, and the verifier's confidence above a bar.</summary>
    Verified,

    /// <summary>Similarity above a threshold, nothing else.</summary>
    Threshold,

    /// <summary>As <see cref="Verified"/>, with confidences corrected by what the namespace's own traffic taught.</summary>
    Learned,
}
