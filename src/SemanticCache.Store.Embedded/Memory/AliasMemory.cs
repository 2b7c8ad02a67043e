using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Embedded.Memory;

/// <summary>Decoded aliases.</summary>
internal sealed class AliasMemory : RowMemory<EntryAlias>
{
    /// <summary>Creates an empty memory of at most <paramref name="capacity"/> aliases, at least 3.</summary>
    public AliasMemory(int capacity)
        : base(capacity)
    {
    }

    /// <inheritdoc/>
    protected override EntryId IdOf(EntryAlias row) => row.Id;

    /// <inheritdoc/>
    protected override bool IsSmallEnough(EntryAlias row) => row.Question.Length * sizeof(char) <= EntryMemory.MaximumEntryBytes;
}
