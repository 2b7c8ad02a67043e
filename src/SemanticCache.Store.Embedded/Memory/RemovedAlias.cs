using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Embedded.Memory;

/// <summary>An alias whose row was deleted, as far as the memory must know it.</summary>
/// <param name="Id">The alias.</param>
/// <param name="Partition">Its partition.</param>
internal readonly record struct RemovedAlias(EntryId Id, PartitionKey Partition);
