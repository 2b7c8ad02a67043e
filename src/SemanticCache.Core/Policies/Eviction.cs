namespace SemanticCache.Core.Policies;

/// <summary>Which entries go first where a limit is reached.</summary>
public enum Eviction
{
    /// <summary>Those used longest ago.</summary>
    Lru,

    /// <summary>Those served least often; of these, those used longest ago.</summary>
    Lfu,

    /// <summary>Those that save least for their size: times served and one more, by what the answer cost, by byte.</summary>
    Cost,
}
