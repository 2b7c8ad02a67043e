namespace SemanticCache.Core.Policies;

/// <summary>What the cache does for a namespace.</summary>
public enum CacheMode
{
    /// <summary>Look up, serve hits and write misses back.</summary>
    Serve,

    /// <summary>Forward everything; look nothing up and store nothing.</summary>
    Off,
}
