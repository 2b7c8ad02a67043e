using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Rows;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>An alias ready to be inserted; encoding is done on the caller's thread, not on the writer's.</summary>
internal sealed class AliasRow
{
    /// <summary>Encodes an alias.</summary>
    /// <exception cref="ArgumentException">The vector is neither empty nor of length one.</exception>
    public AliasRow(EntryAlias alias)
    {
        if (!EntryRows.IsWellFormed(alias.Vector.Span))
        {
            throw new ArgumentException("The alias's vector is not L2-normalised.", nameof(alias));
        }

        // The caller may reuse the vector's buffer, and the memory keeps the alias.
        Alias = alias with { Vector = alias.Vector.ToArray() };
        Id = EntryRows.BytesOf(alias.Id);
        Entry = EntryRows.BytesOf(alias.Entry);
        Scope = alias.Scope.ToBytes();
        Vector = EntryRows.BytesOf(alias.Vector.Span);
        Question = CheckedText.Write(alias.Question);
    }

    /// <summary>The alias as it is read back, but for an origin that is raised.</summary>
    public EntryAlias Alias { get; }

    /// <summary>The id's bytes.</summary>
    public byte[] Id { get; }

    /// <summary>The bytes of the entry's id.</summary>
    public byte[] Entry { get; }

    /// <summary>The scope's bytes.</summary>
    public byte[] Scope { get; }

    /// <summary>The vector's bytes.</summary>
    public byte[] Vector { get; }

    /// <summary>The encoded question.</summary>
    public byte[] Question { get; }
}
