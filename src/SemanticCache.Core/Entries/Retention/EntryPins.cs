using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Entries.Retention;

/// <summary>Makes stored entries curated answers, and ordinary ones again.</summary>
internal sealed class EntryPins
{
    private readonly ICacheStore _store;
    private readonly NamespaceDirectory _namespaces;
    private readonly TimeProvider _time;

    public EntryPins(ICacheStore store, NamespaceDirectory namespaces, TimeProvider time)
    {
        _store = store;
        _namespaces = namespaces;
        _time = time;
    }

    /// <summary>
    /// Pins an entry, or takes the pin away: it lives its namespace's time to live from then on. Returns the entry as it is then, or null when
    /// there is none; one that was not pinned keeps its expiry where the pin is to go.
    /// </summary>
    public async Task<CacheEntry?> SetAsync(CacheEntry entry, bool isPinned, CancellationToken cancellationToken)
    {
        if (entry.IsPinned == isPinned)
        {
            return entry;
        }

        var expiresAt = isPinned ? CacheEntry.Never : _time.GetUtcNow() + _namespaces.PolicyOf(entry.Namespace).TimeToLive;
        return await _store.SetExpiryAsync(entry.Id, expiresAt, cancellationToken) ? entry with { ExpiresAt = expiresAt } : null;
    }
}
