namespace SemanticCache.Core.Policies;

/// <summary>The facets that a policy takes out of the scope; tenant and namespace cannot be.</summary>
[Flags]
public enum IgnoredFacets
{
    /// <summary>Every facet counts.</summary>
    None = 0,

    /// <summary>Answers of one model serve requests for another.</summary>
    Model = 1,

    /// <summary>The system prompt does not matter.</summary>
    SystemPrompt = 2,

    /// <summary>Temperature, seed and the like do not matter.</summary>
    Sampling = 4,

    /// <summary>The locale does not matter.</summary>
    Locale = 8,
}
