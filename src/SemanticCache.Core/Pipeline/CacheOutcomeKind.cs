namespace SemanticCache.Core.Pipeline;

/// <summary>How a request ended.</summary>
public enum CacheOutcomeKind
{
    /// <summary>It failed.</summary>
    Error,

    /// <summary>Served by the exact tier.</summary>
    ExactHit,

    /// <summary>Served by the semantic tier.</summary>
    SemanticHit,

    /// <summary>Served an answer that has expired: a fresh one is on its way, or none could be had.</summary>
    StaleHit,

    /// <summary>Answered by an upstream that was already answering the same question.</summary>
    Joined,

    /// <summary>Nothing could be served; an upstream answers.</summary>
    Miss,

    /// <summary>The cache leaves the request alone; an upstream answers.</summary>
    Bypass,
}
