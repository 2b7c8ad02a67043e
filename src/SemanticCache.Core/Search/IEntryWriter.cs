using SemanticCache.Core.Entries;
using SemanticCache.Core.Entries.Retention;

namespace SemanticCache.Core.Search;

/// <summary>The writing half of a store.</summary>
public interface IEntryWriter
{
    /// <summary>Inserts the entries, or replaces those with the same id; they are durable when the call completes, all or none.</summary>
    /// <remarks>An entry that is replaced loses its aliases, which the old answer earned, and an alias with an entry's id goes.</remarks>
    /// <param name="entries">The entries.</param>
    /// <param name="cancellationToken">Ends the call early when signalled before the write has begun.</param>
    /// <param name="keepsPinned">Whether an entry is left out where a pinned one has its id.</param>
    ValueTask UpsertAsync(IReadOnlyList<CacheEntry> entries, CancellationToken cancellationToken, bool keepsPinned = false);

    /// <summary>Notes that an entry was served; written down in batches, lost at worst when the process dies.</summary>
    /// <param name="id">The entry.</param>
    /// <param name="servedAt">When.</param>
    /// <param name="expiresAt">Until when its expiry is put off, never brought forward; null leaves it. Reads may see it only once it is written down.</param>
    void Touch(EntryId id, DateTimeOffset servedAt, DateTimeOffset? expiresAt = null);

    /// <summary>Sets when an entry expires, durably; <see cref="CacheEntry.Never"/> pins it. False when there is no such entry.</summary>
    ValueTask<bool> SetExpiryAsync(EntryId id, DateTimeOffset expiresAt, CancellationToken cancellationToken);

    /// <summary>Deletes the entries that match the filter and returns how many; with <paramref name="dryRun"/> it only counts them.</summary>
    ValueTask<long> DeleteAsync(EntryFilter filter, bool dryRun, CancellationToken cancellationToken);

    /// <summary>Deletes these very entries, durably, and returns how many: one that was replaced since it was read stays.</summary>
    ValueTask<int> DeleteAsync(IReadOnlyList<CacheEntry> entries, CancellationToken cancellationToken);

    /// <summary>Forgets the merges that removed an entry which the filter matches: they can no longer be undone.</summary>
    ValueTask ForgetMergesAsync(EntryFilter filter, CancellationToken cancellationToken);

    /// <summary>Deletes the entries that expired before <paramref name="now"/> and returns how many; what touches put off stays.</summary>
    ValueTask<long> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Deletes entries until what is left is within limits: those that have expired first, then by the order; never pinned ones.</summary>
    ValueTask<EvictionResult> EvictAsync(EvictionOrder order, CancellationToken cancellationToken);

    /// <summary>Stores a caller's feedback with the entry; false when there is no such entry.</summary>
    /// <remarks>A bad one takes all aliases of the entry with it.</remarks>
    ValueTask<bool> AddFeedbackAsync(EntryId id, EntryFeedback feedback, CancellationToken cancellationToken);

    /// <summary>
    /// Stores aliases in order, durable when the call completes, and returns how many are new or lead to another entry than before.
    /// </summary>
    /// <remarks>
    /// <para>An alias is left out when, at its time, its entry is gone, expired or of another scope, or an entry has its id; an expired
    /// entry with its id is deleted for it.</para>
    /// <para>It replaces the alias with the same id; where both lead to the same entry, the origin is only ever raised from
    /// <see cref="AliasOrigin.Verified"/>.</para>
    /// <para>Where the entry has no room, the oldest verified aliases go, and after them the oldest others; but none of these goes for a
    /// verified alias, which is left out instead.</para>
    /// </remarks>
    /// <param name="aliases">The aliases, which may lead to several entries.</param>
    /// <param name="limit">How many aliases an entry may have; with 0 none is stored.</param>
    /// <param name="cancellationToken">Ends the call early when signalled before the write has begun.</param>
    /// <exception cref="ArgumentException">A vector is neither empty nor of length one; nothing is stored.</exception>
    ValueTask<int> AddAliasesAsync(IReadOnlyList<EntryAlias> aliases, int limit, CancellationToken cancellationToken);

    /// <summary>Deletes all aliases of an entry and returns how many.</summary>
    ValueTask<int> RemoveAliasesAsync(EntryId entry, CancellationToken cancellationToken);

    /// <summary>
    /// Removes one of two entries, in one step: its wording becomes an alias of the kept one, its aliases lead there, its hits and feedback
    /// are added there, and what it was is kept as long as it would have lived, so that the merge can be undone.
    /// </summary>
    /// <remarks>Aliases beyond the limit go as in <see cref="AddAliasesAsync"/>; merges into the removed entry can no longer be undone.</remarks>
    /// <param name="merge">The merge.</param>
    /// <param name="aliasLimit">How many aliases the kept entry may have, at least 1.</param>
    /// <param name="cancellationToken">Ends the call early when signalled before the write has begun.</param>
    /// <returns>
    /// Whether it was done; false, with nothing changed, when the id is in use, the removed entry is pinned, or one of two different entries
    /// is gone, expired by the merge's time, or in another scope, namespace or tenant.
    /// </returns>
    ValueTask<bool> MergeAsync(EntryMerge merge, int aliasLimit, CancellationToken cancellationToken);

    /// <summary>
    /// Undoes a merge: the removed entry is what it was, its own aliases that are left lead to it, and the kept one has its own counts again.
    /// </summary>
    /// <remarks>That it was undone is remembered: see <see cref="IEntryReader.WasMergeUndoneAsync"/>.</remarks>
    /// <returns>
    /// Whether it was done; false when the merge is unknown in this namespace or undone, the kept entry gone or answered anew, the removed
    /// one stored anew or expired by <paramref name="now"/>.
    /// </returns>
    ValueTask<bool> UndoMergeAsync(string namespaceName, MergeId id, DateTimeOffset now, CancellationToken cancellationToken);
}
