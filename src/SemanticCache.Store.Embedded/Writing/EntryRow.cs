using System.Collections.Immutable;
using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Rows;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>An entry ready to be inserted; encoding is done on the caller's thread, not on the writer's.</summary>
internal sealed class EntryRow
{
    /// <summary>Encodes an entry.</summary>
    /// <exception cref="ArgumentException">The vector is neither empty nor of length one, or the content is too long.</exception>
    public EntryRow(CacheEntry entry)
    {
        if (!EntryRows.IsWellFormed(entry.Vector.Span))
        {
            throw new ArgumentException("The entry's vector is not L2-normalised.", nameof(entry));
        }

        // The caller may reuse the vector's buffer, and the memory keeps the entry.
        Entry = entry with
        {
            Vector = entry.Vector.ToArray(),
            Tags = entry.Tags.IsDefault ? [] : entry.Tags,
            Sources = entry.Sources.IsDefault ? [] : entry.Sources,
            Answer = entry.Answer.ToolCalls.IsDefault ? entry.Answer with { ToolCalls = [] } : entry.Answer,
            LastUsedAt = entry.LastUsedAt == default ? entry.CreatedAt : entry.LastUsedAt,
        };
        Id = EntryRows.BytesOf(entry.Id);
        Content = EntryCodec.Encode(EntryContent.Of(Entry));
        Vector = EntryRows.BytesOf(Entry.Vector.Span);
        Bytes = ContentSize.Of(Entry);
        QuestionHash = Core.Entries.QuestionHash.Of(entry.Question);
    }

    /// <summary>The entry as it is read back.</summary>
    public CacheEntry Entry { get; }

    /// <summary>The id's bytes.</summary>
    public byte[] Id { get; }

    /// <summary>The encoded content.</summary>
    public byte[] Content { get; }

    /// <summary>The vector's bytes.</summary>
    public byte[] Vector { get; }

    /// <summary>How large the entry is, as limits count.</summary>
    public long Bytes { get; }

    /// <summary>The question's hash.</summary>
    public byte[] QuestionHash { get; }

    /// <summary>Encodes a batch; of two entries with the same id the later counts.</summary>
    public static ImmutableArray<EntryRow> Of(IReadOnlyList<CacheEntry> entries)
    {
        var latest = new OrderedDictionary<EntryId, CacheEntry>(entries.Count);
        foreach (var entry in entries)
        {
            latest[entry.Id] = entry;
        }

        return [.. latest.Values.Select(entry => new EntryRow(entry))];
    }
}
