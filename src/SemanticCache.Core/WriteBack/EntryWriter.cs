using SemanticCache.Core.Entries;
using SemanticCache.Core.Entries.Retention;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.WriteBack;

/// <summary>Makes entries of admitted answers, stores them, and keeps their namespaces within their limits.</summary>
internal sealed class EntryWriter
{
    // Each embedding has a deadline of its own: no more are asked for at once than are done within it.
    private const int EmbeddedAtOnce = 64;

    private static readonly IReadOnlySet<EntryId> NoneRefused = new HashSet<EntryId>();

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

    /// <summary>
    /// Stores the items for which their namespaces have room, all or none, and returns in order what came of each: null where there is none.
    /// </summary>
    /// <param name="items">The items.</param>
    /// <param name="keepsPinned">Whether a pinned entry with the same id stays as it is.</param>
    /// <param name="cancellationToken">Ends the call early when signalled before the write has begun.</param>
    public async Task<CacheEntry?[]> WriteAsync(IReadOnlyCollection<WriteBackItem> items, bool keepsPinned, CancellationToken cancellationToken)
    {
        var entries = await CreateAsync(items, cancellationToken);
        var refused = await KeepLimitsAsync(token => _retention.MakeRoomAsync(entries, token)) ?? NoneRefused;
        CacheEntry[] stored = [.. entries.Where(entry => !refused.Contains(entry.Id))];
        await _store.UpsertAsync(stored, cancellationToken, keepsPinned);
        await TakeOrphansBackAsync(items, entries);

        // Others may have written at the same time, into the same room.
        await KeepLimitsAsync(async token =>
        {
            await _retention.EnforceAsync(stored, token);
            return stored;
        });
        return [.. entries.Select(entry => refused.Contains(entry.Id) ? null : entry)];
    }

    private async Task<CacheEntry[]> CreateAsync(IReadOnlyCollection<WriteBackItem> items, CancellationToken cancellationToken)
    {
        var entries = new List<CacheEntry>(items.Count);
        foreach (var portion in items.Chunk(EmbeddedAtOnce))
        {
            entries.AddRange(await Task.WhenAll(portion.Select(item => _entries.CreateAsync(item, cancellationToken))));
        }

        return [.. entries];
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

    // That a limit could not be kept must not be the answers' loss: the next sweep keeps it.
    private async Task<T?> KeepLimitsAsync<T>(Func<CancellationToken, Task<T>> keep)
        where T : class
    {
        using var budget = new LookupBudget(deadline: null, _time, CancellationToken.None);
        return (await _runner.RunAsync(Stage.Retention, budget, async token => await keep(token))).Value;
    }
}
