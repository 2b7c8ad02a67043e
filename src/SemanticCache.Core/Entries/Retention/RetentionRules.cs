using SemanticCache.Core.Policies;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Entries.Retention;

/// <summary>Keeps the namespaces within their limits.</summary>
internal sealed class RetentionRules
{
    private readonly ICacheStore _store;
    private readonly NamespaceDirectory _namespaces;
    private readonly TimeProvider _time;
    private readonly CacheMetrics _metrics;

    public RetentionRules(ICacheStore store, NamespaceDirectory namespaces, TimeProvider time, CacheMetrics metrics)
    {
        _store = store;
        _namespaces = namespaces;
        _time = time;
        _metrics = metrics;
    }

    /// <summary>Deletes expired entries everywhere, then brings every namespace within its limit.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        // What may still be served stale stays; the longest wish of all namespaces holds for all, because a sweep knows none.
        var kept = _namespaces.All.Select(found => found.Policy.LongestStale).DefaultIfEmpty(TimeSpan.Zero).Max();
        _metrics.Evicted(await _store.SweepAsync(_time.GetUtcNow() - kept, cancellationToken), "expired");
        await EnforceAsync(_namespaces.All.Select(found => found.Name), cancellationToken);
    }

    /// <summary>Brings namespaces within their limits by evicting the entries used longest ago.</summary>
    public async Task EnforceAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            if (_namespaces.Find(name) is { } found
                && await _store.CountAsync(new EntryFilter { Namespace = name }, cancellationToken) > found.Policy.MaximumEntries)
            {
                _metrics.Evicted(await _store.EvictAsync(name, found.Policy.MaximumEntries, cancellationToken), "lru");
            }
        }
    }
}
