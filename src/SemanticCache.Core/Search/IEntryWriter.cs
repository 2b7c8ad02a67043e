using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Search;

/// <summary>The writing half of a store.</summary>
public interface IEntryWriter
{
    /// <summary>Inserts the entries, or replaces those with the same id; they are durable when the call completes, all or none.</summary>
    ValueTask UpsertAsync(IReadOnlyList<CacheEntry> entries, CancellationToken cancellationToken);

    /// <summary>Notes that an entry was served; written down in batches, lost at worst when the process dies.</summary>
    void Touch(EntryId id, DateTimeOffset servedAt);

    /// <summary>Deletes the entries that match the filter and returns how many; with <paramref name="dryRun"/> it only counts them.</summary>
    ValueTask<long> DeleteAsync(EntryFilter filter, bool dryRun, CancellationToken cancellationToken);

    /// <summary>Deletes the entries that expired before <paramref name="now"/> and returns how many.</summary>
    ValueTask<long> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Deletes the least recently used entries of a namespace until at most <paramref name="keep"/> remain; returns how many.</summary>
    ValueTask<long> EvictAsync(string namespaceName, long keep, CancellationToken cancellationToken);

    /// <summary>Stores a caller's feedback with the entry; false when there is no such entry.</summary>
    ValueTask<bool> AddFeedbackAsync(EntryId id, EntryFeedback feedback, CancellationToken cancellationToken);
}
