using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Conformance;

/// <summary>Makes merges that differ in every member from each other.</summary>
public static class SampleMerges
{
    /// <summary>Returns a merge of two entries; those with lower numbers are older.</summary>
    public static EntryMerge Of(int number, CacheEntry kept, CacheEntry removed) =>
        new(Id(number), kept.Id, removed.Id, $"Reason {number}.", SampleEntries.Now.AddMinutes(2).AddTicks(number));

    /// <summary>Returns the id of the merge with this number.</summary>
    public static MergeId Id(int number) => new(SampleEntries.Id(200_000 + number).Value);

    /// <summary>Returns the alias that the removed entry's wording becomes.</summary>
    public static EntryAlias WordingOf(EntryMerge merge, CacheEntry removed) => new()
    {
        Id = removed.Id,
        Entry = merge.Kept,
        Scope = removed.Scope,
        Question = removed.Question,
        Origin = AliasOrigin.Merged,
        Vector = removed.Vector,
        EmbeddingFingerprint = removed.EmbeddingFingerprint,
        CreatedAt = merge.At,
    };
}
