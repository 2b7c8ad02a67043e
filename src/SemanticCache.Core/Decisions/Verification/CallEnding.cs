namespace SemanticCache.Core.Decisions.Verification;

/// <summary>How a call ended, as far as a breaker is concerned.</summary>
internal enum CallEnding
{
    /// <summary>It says nothing about the one called: the caller left, or it was turned away at the queue.</summary>
    Uncounted,

    /// <summary>It succeeded.</summary>
    Succeeded,

    /// <summary>It failed or was late.</summary>
    Failed,
}
