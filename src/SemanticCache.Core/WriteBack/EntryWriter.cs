using SemanticCache.Core.Entries;
using SemanticCache.Core.Entries.Retention;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.WriteBack;

/// <summary>Makes entries of admitted answers, stores them, and keeps their namespaces within their limits.</summary>
internal sealed class EntryWriter
{
    private readonly EntryFactory _entries;
    private readonly ICacheStore _store;
    private readonly NamespaceDirectory _namespaces;
    private readonly RetentionRules _retention;
    private readonly StageRunner _runner;
    private readonly TimeProvider _time;

    public EntryWriter(
        EntryFactory entries, ICacheStore store, NamespaceDirectory namespaces, RetentionRules retention, StageRunner runner, TimeProvider time)
    {
        _namespaces = namespaces;
        _runner = runner;
        _time = time;
        _entries = entries;
        _store = store;
        _retention = retention;
    }

    /// <summary>Stores the items, all or none, and returns their entries in order.</summary>
    public async Task<CacheEntry[]> WriteAsync(IReadOnlyCollection<WriteBackItem> items, CancellationToken cancellationToken)
    {
        var entries = await Task.WhenAll(items.Select(item => _entries.CreateAsync(item, cancellationToken)));
        await _store.UpsertAsync(entries, cancellationToken);
        await TakeOrphansBackAsync(items, entries);
        await EnforceAsync(entries);
        return entries;
    }

    // A namespace that was deleted while its answer was being stored may have been emptied before: nobody else would delete the entry.
    private async Task TakeOrphansBackAsync(IReadOnlyCollection<WriteBackItem> items, CacheEntry[] entries)
    {
        foreach (var (item, entry) in items.Zip(entries))
        {
            if (_namespaces.Find(entry.Namespace)?.CreatedAt != item.Request.Namespace.CreatedAt)
            {
                await _store.DeleteAsync(new EntryFilter { Id = entry.Id }, dryRun: false, CancellationToken.None);
            }
        }
    }

    // The entries are durable by now: that a limit could not be kept must not be told as their failure.
    private async Task EnforceAsync(CacheEntry[] entries)
    {
        var names = entries.Select(entry => entry.Namespace).Distinct(StringComparer.Ordinal);
        using var budget = new LookupBudget(deadline: null, _time, CancellationToken.None);
        await _runner.RunAsync(Stage.Retention, budget, async token =>
        {
            await _retention.EnforceAsync(names, token);
            return true;
        });
    }
}
