using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Memory;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>What is stored under an alias's id before it is put.</summary>
/// <param name="Entry">The number of the entry's row.</param>
/// <param name="Origin">How it came to be.</param>
/// <param name="Partition">Its partition.</param>
internal readonly record struct StoredAlias(long Entry, AliasOrigin Origin, PartitionKey Partition);
