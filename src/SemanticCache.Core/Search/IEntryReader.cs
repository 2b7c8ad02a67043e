using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Search;

/// <summary>The reading half of a store.</summary>
public interface IEntryReader
{
    /// <summary>Returns the entry with this id, also an expired one that was not swept yet, or null.</summary>
    ValueTask<CacheEntry?> GetAsync(EntryId id, CancellationToken cancellationToken);

    /// <summary>
    /// Returns the entry with this id, or the entry that the alias with this id leads to; also an expired one that was not swept yet.
    /// Null when there is neither.
    /// </summary>
    ValueTask<EntryMatch?> FindAsync(EntryId id, CancellationToken cancellationToken);

    /// <summary>Returns the aliases of an entry, oldest first, those of the same time by id; none when there is no such entry.</summary>
    ValueTask<IReadOnlyList<EntryAlias>> ListAliasesAsync(EntryId entry, CancellationToken cancellationToken);

    /// <summary>
    /// Returns the entries nearest to the query's vector, by their own wordings or their aliases', best first, all at or above its
    /// minimum similarity; never an expired one, never one of another scope or a wording of another embedding model.
    /// </summary>
    /// <remarks>A wording is a candidate of its own, so several can lead to the same entry.</remarks>
    ValueTask<IReadOnlyList<Candidate>> SearchAsync(SearchQuery query, CancellationToken cancellationToken);

    /// <summary>Returns one page of the entries that match the filter, newest first, expired ones included.</summary>
    /// <remarks>What is deleted between two pages makes the later one skip nothing else.</remarks>
    ValueTask<EntryPage> ListAsync(EntryFilter filter, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Returns one page of the merges in a namespace that can be undone, newest first.</summary>
    ValueTask<MergePage> ListMergesAsync(string namespaceName, PageRequest page, CancellationToken cancellationToken);

    /// <summary>
    /// Tells whether a merge of these two was undone, or one of wordings that lead to them; known until both entries of that merge would
    /// have expired.
    /// </summary>
    ValueTask<bool> WasMergeUndoneAsync(EntryId one, EntryId other, CancellationToken cancellationToken);

    /// <summary>Counts the entries that match the filter, expired ones included.</summary>
    ValueTask<long> CountAsync(EntryFilter filter, CancellationToken cancellationToken);
}
