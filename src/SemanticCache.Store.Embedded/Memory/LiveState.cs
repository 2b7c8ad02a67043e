using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Embedded.Memory;

/// <summary>What the process keeps in memory of the committed rows; changed by the writer thread after each commit.</summary>
internal sealed class LiveState
{
    /// <summary>Creates the state of an empty store.</summary>
    public LiveState(int memoryCacheEntries)
    {
        Entries = new EntryMemory(memoryCacheEntries);
    }

    /// <summary>The decoded entries.</summary>
    public EntryMemory Entries { get; }

    /// <summary>The vector indexes.</summary>
    public Partitions Partitions { get; } = new();

    /// <summary>The number of entries by namespace.</summary>
    public EntryCounts Counts { get; } = new();

    /// <summary>The servings to be written down.</summary>
    public PendingTouches Touches { get; } = new();

    /// <summary>Applies an inserted row, or the replacement of another.</summary>
    public void Upserted(CacheEntry entry, RemovedEntry? replaced)
    {
        var key = PartitionKey.Of(entry);
        if (replaced is { } old)
        {
            Forget(old, key, entry.Namespace);
        }

        Entries.Set(entry);
        Partitions.Upsert(key, entry.Id, entry.Vector.Span, entry.ExpiresAt.UtcTicks);
        if (replaced?.Namespace != entry.Namespace)
        {
            Counts.Add(entry.Namespace, 1);
        }
    }

    /// <summary>Applies a deleted row.</summary>
    public void Removed(RemovedEntry removed)
    {
        Entries.Remove(removed.Id);
        Partitions.Remove(removed.Partition, removed.Id);
        Counts.Add(removed.Namespace, -1);
        Touches.Forget(removed.Id);
    }

    // What stays where it is, is replaced there in one step, so that no search and no count misses it meanwhile.
    private void Forget(RemovedEntry old, PartitionKey newKey, string newNamespace)
    {
        Touches.Forget(old.Id);
        if (old.Partition != newKey)
        {
            Partitions.Remove(old.Partition, old.Id);
        }

        if (old.Namespace != newNamespace)
        {
            Counts.Add(old.Namespace, -1);
        }
    }
}
