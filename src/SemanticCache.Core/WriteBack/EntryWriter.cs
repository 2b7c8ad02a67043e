using SemanticCache.Core.Entries;
using SemanticCache.Core.Entries.Retention;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.WriteBack;

/// <summary>Makes entries of admitted answers, stores them, and keeps their namespaces within their limits.</summary>
internal sealed class EntryWriter
{
    private readonly EntryFactory _entries;
    private readonly ICacheStore _store;
    private readonly RetentionRules _retention;

    public EntryWriter(EntryFactory entries, ICacheStore store, RetentionRules retention)
    {
        _entries = entries;
        _store = store;
        _retention = retention;
    }

    /// <summary>Stores the items, all or none, and returns their entries in order.</summary>
    public async Task<CacheEntry[]> WriteAsync(IReadOnlyCollection<WriteBackItem> items, CancellationToken cancellationToken)
    {
        var entries = await Task.WhenAll(items.Select(item => _entries.CreateAsync(item, cancellationToken)));
        await _store.UpsertAsync(entries, cancellationToken);
        await _retention.EnforceAsync(entries.Select(entry => entry.Namespace).Distinct(StringComparer.Ordinal), cancellationToken);
        return entries;
    }
}
