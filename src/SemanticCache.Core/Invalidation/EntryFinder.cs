using System.Runtime.CompilerServices;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Invalidation;

/// <summary>Finds the entries that a filter selects, page by page: what it holds at a time does not grow with the namespace.</summary>
internal sealed class EntryFinder
{
    private const int PageSize = 100;

    // Stores answer side by side; more at a time only queue there.
    private const int AtOnce = 16;

    private readonly ICacheStore _store;

    public EntryFinder(ICacheStore store)
    {
        _store = store;
    }

    /// <summary>Returns the selected entries with their aliases, newest first, expired ones included: they may still be served stale.</summary>
    /// <remarks>The filter's own conditions are asked of the store, but for entries that are named; wordings are compared here, all of them, so that none is missed.</remarks>
    public async IAsyncEnumerable<InvalidatedEntry> FindAsync(InvalidationFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in PagesAsync(filter, cancellationToken))
        {
            foreach (var some in page.Chunk(AtOnce))
            {
                foreach (var found in await Task.WhenAll(some.Select(entry => WithAliasesAsync(entry, cancellationToken))))
                {
                    if (filter.SelectsWordings(found))
                    {
                        yield return found;
                    }
                }
            }
        }
    }

    private IAsyncEnumerable<IReadOnlyList<CacheEntry>> PagesAsync(InvalidationFilter filter, CancellationToken cancellationToken) =>
        filter.Ids.IsEmpty ? _store.PagesAsync(filter.ToEntryFilter(), PageSize, cancellationToken) : NamedAsync(filter, cancellationToken);

    private async IAsyncEnumerable<IReadOnlyList<CacheEntry>> NamedAsync(InvalidationFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var ids in filter.Ids.Distinct().Chunk(AtOnce))
        {
            var entries = await Task.WhenAll(ids.Select(id => _store.GetAsync(id, cancellationToken).AsTask()));
            yield return [.. entries.OfType<CacheEntry>().Where(filter.Selects)];
        }
    }

    private async Task<InvalidatedEntry> WithAliasesAsync(CacheEntry entry, CancellationToken cancellationToken) =>
        new(entry, [.. await _store.ListAliasesAsync(entry.Id, cancellationToken)]);
}
