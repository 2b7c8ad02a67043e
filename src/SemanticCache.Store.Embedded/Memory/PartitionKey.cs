using SemanticCache.Core.Entries;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Store.Embedded.Memory;

/// <summary>What entries must have in common to be searched together.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Fingerprint">The embedding model.</param>
/// <param name="Dimension">The number of dimensions; zero for entries without a vector, which no search finds.</param>
internal readonly record struct PartitionKey(ScopeId Scope, string Fingerprint, int Dimension)
{
    /// <summary>Returns the key of the partition that an entry belongs to.</summary>
    public static PartitionKey Of(CacheEntry entry) => new(entry.Scope, entry.EmbeddingFingerprint, entry.Vector.Length);

    /// <summary>Returns the key of the partition that an alias belongs to.</summary>
    public static PartitionKey Of(EntryAlias alias) => new(alias.Scope, alias.EmbeddingFingerprint, alias.Vector.Length);
}
