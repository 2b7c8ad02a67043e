namespace SemanticCache.Core.Policies;

/// <summary>The tiers that a namespace uses.</summary>
public enum CacheTiers
{
    /// <summary>The exact tier first, then the semantic tier.</summary>
    ExactThenSemantic,

    /// <summary>The exact tier alone.</summary>
    Exact,
}
