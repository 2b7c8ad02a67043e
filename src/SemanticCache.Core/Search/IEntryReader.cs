using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Search;

/// <summary>The reading half of a store.</summary>
public interface IEntryReader
{
    /// <summary>Returns the entry with this id, also an expired one that was not swept yet, or null.</summary>
    ValueTask<CacheEntry?> GetAsync(EntryId id, CancellationToken cancellationToken);

    /// <summary>
    /// Returns the entries nearest to the query's vector, best first, all at or above its minimum similarity;
    /// never an expired one, never one of another scope or another embedding model.
    /// </summary>
    ValueTask<IReadOnlyList<Candidate>> SearchAsync(SearchQuery query, CancellationToken cancellationToken);

    /// <summary>Returns one page of the entries that match the filter, newest first, expired ones included.</summary>
    ValueTask<EntryPage> ListAsync(EntryFilter filter, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Counts the entries that match the filter, expired ones included.</summary>
    ValueTask<long> CountAsync(EntryFilter filter, CancellationToken cancellationToken);
}
