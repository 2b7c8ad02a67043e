namespace SemanticCache.Core.Decisions.Verification;

/// <summary>What a breaker does with calls.</summary>
internal enum BreakerState
{
    /// <summary>It lets them pass.</summary>
    Closed,

    /// <summary>It lets one pass at a time, to see whether that succeeds.</summary>
    HalfOpen,

    /// <summary>It lets none pass.</summary>
    Open,
}
