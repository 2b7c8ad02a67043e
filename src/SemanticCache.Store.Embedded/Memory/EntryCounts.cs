using System.Collections.Concurrent;
using SemanticCache.Core.Entries.Retention;

namespace SemanticCache.Store.Embedded.Memory;

/// <summary>How much each namespace, and each tenant in it, holds, so that counting needs no scan; one thread changes it.</summary>
internal sealed class EntryCounts
{
    private readonly ConcurrentDictionary<(string Namespace, string? Tenant), EntryTotals> _totals = new();
    private long _total;

    /// <summary>The number of all entries.</summary>
    public long Total => Volatile.Read(ref _total);

    /// <summary>What a namespace holds, or one tenant's part of it.</summary>
    public EntryTotals Of(string namespaceName, string? tenant = null) => _totals.GetValueOrDefault((namespaceName, tenant));

    /// <summary>Notes an entry that came.</summary>
    public void Add(string namespaceName, string tenant, long bytes) => Change(namespaceName, tenant, new EntryTotals(1, bytes));

    /// <summary>Notes an entry that went.</summary>
    public void Remove(RemovedEntry removed) => Change(removed.Namespace, removed.Tenant, new EntryTotals(-1, -removed.Bytes));

    /// <summary>Notes an entry that took the place of another in the same namespace and tenant: nobody may see one too few meanwhile.</summary>
    public void Replace(RemovedEntry replaced, long bytes) => Change(replaced.Namespace, replaced.Tenant, new EntryTotals(0, bytes - replaced.Bytes));

    private void Change(string namespaceName, string tenant, EntryTotals change)
    {
        Volatile.Write(ref _total, _total + change.Entries);
        Change((namespaceName, null), change);
        Change((namespaceName, tenant), change);
    }

    private void Change((string Namespace, string? Tenant) key, EntryTotals change)
    {
        var totals = _totals.AddOrUpdate(
            key,
            static (_, change) => change,
            static (_, before, change) => new EntryTotals(before.Entries + change.Entries, before.Bytes + change.Bytes),
            change);
        if (totals.Entries == 0)
        {
            _totals.TryRemove(key, out _);
        }
    }
}
