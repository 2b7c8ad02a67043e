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

    /// <summary>Deletes expired entries everywhere, then brings every namespace within its limits.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        // What may still be served stale stays; the longest wish of all namespaces holds for all, because a sweep knows none.
        var kept = _namespaces.All.Select(found => found.Policy.LongestStale).DefaultIfEmpty(TimeSpan.Zero).Max();
        _metrics.Evicted(await _store.SweepAsync(_time.GetUtcNow() - kept, cancellationToken), "expired");
        foreach (var found in _namespaces.All)
        {
            await EvictAsync(LimitsOf(found), cancellationToken);
        }
    }

    /// <summary>Brings the namespaces and tenants of entries that were stored within their limits.</summary>
    public async Task EnforceAsync(IReadOnlyCollection<CacheEntry> stored, CancellationToken cancellationToken)
    {
        foreach (var (limits, _) in LimitsOf(stored))
        {
            await EvictAsync(limits, cancellationToken);
        }
    }

    /// <summary>Evicts what must go for new entries, and returns those for which there is no room whatever goes.</summary>
    public async Task<IReadOnlySet<EntryId>> MakeRoomAsync(IReadOnlyCollection<CacheEntry> newcomers, CancellationToken cancellationToken)
    {
        var refused = new HashSet<EntryId>();
        foreach (var (limits, entries) in LimitsOf(newcomers))
        {
            // What could not be kept in an empty namespace must not empty it.
            var empty = new EntryTotals(0, 0);
            var fitting = entries.Where(entry => TryAdd(limits, entry, ref empty)).ToList();
            refused.UnionWith(entries.Except(fitting).Select(entry => entry.Id));
            refused.UnionWith(await MakeRoomAsync(limits, fitting, cancellationToken));
        }

        return refused;
    }

    private async Task<IReadOnlyCollection<EntryId>> MakeRoomAsync(EvictionOrder limits, List<CacheEntry> newcomers, CancellationToken cancellationToken)
    {
        var room = limits with { Entries = limits.Entries - newcomers.Count, Bytes = limits.Bytes - newcomers.Sum(entry => SizeOf(limits, entry)) };
        var left = (await EvictAsync(room, cancellationToken)).Left;
        var refused = new List<EntryId>();
        foreach (var entry in newcomers)
        {
            // What takes the place of another needs none.
            if (!TryAdd(limits, entry, ref left) && await _store.GetAsync(entry.Id, cancellationToken) is null)
            {
                refused.Add(entry.Id);
            }
        }

        return refused;
    }

    private async Task<EvictionResult> EvictAsync(EvictionOrder order, CancellationToken cancellationToken)
    {
        var result = await _store.EvictAsync(order, cancellationToken);
        _metrics.Evicted(result.Evicted, WireName.Of(order.Eviction));
        return result;
    }

    // Counting the bytes of texts takes its time: only where there is a limit.
    private static long SizeOf(EvictionOrder limits, CacheEntry entry) => limits.Bytes is null ? 0 : ContentSize.Of(entry);

    private static bool TryAdd(EvictionOrder limits, CacheEntry entry, ref EntryTotals totals)
    {
        var more = new EntryTotals(totals.Entries + 1, totals.Bytes + SizeOf(limits, entry));
        if (!limits.IsMetBy(more))
        {
            return false;
        }

        totals = more;
        return true;
    }

    private IEnumerable<(EvictionOrder Limits, IReadOnlyList<CacheEntry> Entries)> LimitsOf(IReadOnlyCollection<CacheEntry> entries)
    {
        foreach (var group in entries.GroupBy(entry => entry.Namespace, StringComparer.Ordinal))
        {
            if (_namespaces.Find(group.Key) is not { } found)
            {
                continue;
            }

            var limits = LimitsOf(found);
            yield return (limits, [.. group]);
            if (found.Policy.MaximumTenantEntries is { } most)
            {
                foreach (var tenant in group.GroupBy(entry => entry.Tenant, StringComparer.Ordinal))
                {
                    yield return (limits with { Tenant = tenant.Key, Entries = most, Bytes = null }, [.. tenant]);
                }
            }
        }
    }

    private EvictionOrder LimitsOf(CacheNamespace found) => new(found.Name, found.Policy.MaximumEntries)
    {
        Bytes = found.Policy.MaximumBytes,
        Eviction = found.Policy.Eviction,
        Now = _time.GetUtcNow(),
    };
}
