using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Embedded.Memory;

/// <summary>What the process keeps in memory of the committed rows; changed by the writer thread after each commit.</summary>
internal sealed class LiveState
{
    /// <summary>Creates the state of an empty store.</summary>
    public LiveState(int memoryCacheEntries)
    {
        Entries = new EntryMemory(memoryCacheEntries);
        Aliases = new AliasMemory(memoryCacheEntries);
    }

    /// <summary>The decoded entries.</summary>
    public EntryMemory Entries { get; }

    /// <summary>The decoded aliases.</summary>
    public AliasMemory Aliases { get; }

    /// <summary>The vector indexes, of entries and aliases together.</summary>
    public Partitions Partitions { get; } = new();

    /// <summary>The number of entries by namespace.</summary>
    public EntryCounts Counts { get; } = new();

    /// <summary>The servings to be written down.</summary>
    public PendingTouches Touches { get; } = new();

    /// <summary>Applies an inserted row, or the replacement of another, or of the alias with its id.</summary>
    public void Upserted(CacheEntry entry, RemovedEntry? replaced, IReadOnlyList<RemovedAlias> replacedAliases)
    {
        var key = PartitionKey.Of(entry);
        foreach (var alias in replacedAliases)
        {
            Aliases.Remove(alias.Id);
            RemoveUnlessIn(key, alias.Partition, alias.Id);
        }

        if (replaced is { } old)
        {
            Forget(old, key);
        }

        Entries.Set(entry);
        Partitions.Upsert(key, entry.Id, entry.Vector.Span, entry.ExpiresAt.UtcTicks);
        Count(entry, replaced);
    }

    /// <summary>Applies a deleted row.</summary>
    public void Removed(RemovedEntry removed)
    {
        Removed(removed.Aliases);
        Entries.Remove(removed.Id);
        Partitions.Remove(removed.Partition, removed.Id);
        Counts.Remove(removed);
        Touches.Forget(removed.Id);
    }

    /// <summary>Applies an inserted row of an alias, or the replacement of another.</summary>
    /// <param name="alias">The alias.</param>
    /// <param name="expiresAt">When its entry expires, in ticks of UTC.</param>
    /// <param name="replaced">The partition of the alias that had the id before.</param>
    public void AliasPut(EntryAlias alias, long expiresAt, PartitionKey? replaced)
    {
        var key = PartitionKey.Of(alias);
        if (replaced is { } old)
        {
            RemoveUnlessIn(key, old, alias.Id);
        }

        Aliases.Set(alias);
        Partitions.Upsert(key, alias.Id, alias.Vector.Span, expiresAt);
    }

    /// <summary>Applies deleted rows of aliases.</summary>
    public void Removed(IReadOnlyList<RemovedAlias> removed)
    {
        foreach (var alias in removed)
        {
            Aliases.Remove(alias.Id);
            Partitions.Remove(alias.Partition, alias.Id);
        }
    }

    private void Count(CacheEntry entry, RemovedEntry? replaced)
    {
        var bytes = ContentSize.Of(entry);
        if (replaced is { } same && same.Namespace == entry.Namespace && same.Tenant == entry.Tenant)
        {
            Counts.Replace(same, bytes);
            return;
        }

        Counts.Add(entry.Namespace, entry.Tenant, bytes);
        if (replaced is { } other)
        {
            Counts.Remove(other);
        }
    }

    // What stays where it is, is replaced there in one step, so that no search and no count misses it meanwhile.
    private void Forget(RemovedEntry old, PartitionKey newKey)
    {
        // Before the new answer can be seen, so that no reader takes it for what an alias of the old one leads to.
        Removed(old.Aliases);
        Touches.Forget(old.Id);
        RemoveUnlessIn(newKey, old.Partition, old.Id);
    }

    private void RemoveUnlessIn(PartitionKey newKey, PartitionKey oldKey, EntryId id)
    {
        if (oldKey != newKey)
        {
            Partitions.Remove(oldKey, id);
        }
    }
}
