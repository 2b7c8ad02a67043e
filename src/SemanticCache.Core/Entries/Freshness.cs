using SemanticCache.Core.Pipeline;

namespace SemanticCache.Core.Entries;

/// <summary>Tells whether an entry is fresh enough to be served.</summary>
internal static class Freshness
{
    /// <summary>Tells whether an entry has not expired and is no older than the caller accepts.</summary>
    public static bool IsAcceptable(CacheEntry entry, RequestControls controls, DateTimeOffset now) =>
        !entry.IsExpired(now) && (controls.MaximumAge is not { } maximum || now - entry.CreatedAt <= maximum);
}
