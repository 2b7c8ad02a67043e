using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Embedded.Memory;

/// <summary>Decoded entries.</summary>
internal sealed class EntryMemory : RowMemory<CacheEntry>
{
    /// <summary>The largest entry that is kept, in bytes of text; larger ones are read from their rows each time.</summary>
    public const int MaximumEntryBytes = 64 * 1024;

    /// <summary>Creates an empty memory of at most <paramref name="capacity"/> entries, at least 3.</summary>
    public EntryMemory(int capacity)
        : base(capacity)
    {
    }

    /// <inheritdoc/>
    protected override EntryId IdOf(CacheEntry row) => row.Id;

    /// <inheritdoc/>
    protected override bool IsSmallEnough(CacheEntry row) => EntrySize.Of(row) <= MaximumEntryBytes;
}
