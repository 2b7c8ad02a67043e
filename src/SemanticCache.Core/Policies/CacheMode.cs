namespace SemanticCache.Core.Policies;

/// <summary>What the cache does for a namespace.</summary>
public enum CacheMode
{
    /// <summary>Look up, serve hits and write misses back.</summary>
    Serve,

    /// <summary>Forward everything; look nothing up and store nothing.</summary>
    Off,

    /// <summary>Look up and decide, but serve nothing: every request is forwarded, and what would have been served is counted.</summary>
    Shadow,

    /// <summary>Serve a share of the questions, always the same ones, and treat the others as in <see cref="Shadow"/>.</summary>
    Canary,
}
