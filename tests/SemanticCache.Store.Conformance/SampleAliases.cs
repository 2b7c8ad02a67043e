using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Conformance;

/// <summary>Makes aliases that differ in every member from each other.</summary>
public static class SampleAliases
{
    private const int FirstNumber = 100_000;

    /// <summary>Returns an alias of an entry; those with lower numbers are older.</summary>
    public static EntryAlias Create(int number, CacheEntry entry, AliasOrigin origin = AliasOrigin.Verified) => new()
    {
        Id = SampleEntries.Id(FirstNumber + number),
        Entry = entry.Id,
        Scope = entry.Scope,
        Question = $"Wording number {number}? Ünïcode 密码.",
        Origin = origin,
        Vector = SampleEntries.Vector(FirstNumber + number, entry.Vector.IsEmpty ? 16 : entry.Vector.Length),
        EmbeddingFingerprint = SampleEntries.Fingerprint,
        CreatedAt = SampleEntries.Now.AddMinutes(1).AddTicks(number),
    };
}
