using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Entries;

/// <summary>Puts off the expiry of entries that are served, where the policy slides.</summary>
internal static class SlidingExpiry
{
    /// <summary>Returns until when an entry that is served now may live, or null where being served changes nothing.</summary>
    /// <remarks>An entry of an earlier version has no time to live of its own, so nobody knows whether its caller wanted a short one.</remarks>
    public static DateTimeOffset? After(CacheEntry entry, DateTimeOffset servedAt, NamespacePolicy policy)
    {
        if (policy.Expiry is not Expiry.Sliding || entry.IsPinned || entry.TimeToLive is not { } life)
        {
            return null;
        }

        var (wanted, latest) = (servedAt + life, entry.CreatedAt + policy.MaximumTimeToLive);
        var expiresAt = wanted < latest ? wanted : latest;
        return expiresAt > entry.ExpiresAt ? expiresAt : null;
    }
}
