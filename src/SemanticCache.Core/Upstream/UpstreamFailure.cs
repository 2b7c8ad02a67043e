namespace SemanticCache.Core.Upstream;

/// <summary>How an upstream failed.</summary>
public enum UpstreamFailure
{
    /// <summary>No answer could be had: connection refused, cut, or a server error.</summary>
    Unavailable,

    /// <summary>The first part, or the whole answer, took too long.</summary>
    TimedOut,

    /// <summary>The upstream refused the request: a client error.</summary>
    Rejected,

    /// <summary>The upstream refuses for now: too many requests.</summary>
    RateLimited,

    /// <summary>The answer could not be read.</summary>
    InvalidAnswer,
}
