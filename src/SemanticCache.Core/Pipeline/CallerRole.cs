namespace SemanticCache.Core.Pipeline;

/// <summary>What a caller may do.</summary>
public enum CallerRole
{
    /// <summary>Look up, complete, give feedback, and store where the key allows it.</summary>
    Client,

    /// <summary>Look up with explanations and read reports.</summary>
    Viewer,

    /// <summary>Everything.</summary>
    Admin,
}
