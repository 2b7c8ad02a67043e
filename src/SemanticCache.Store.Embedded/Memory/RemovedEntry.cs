using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Embedded.Memory;

/// <summary>A row that was deleted, as far as the memory must know it.</summary>
/// <param name="Id">The entry.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Tenant">Its tenant.</param>
/// <param name="Bytes">How large it was, as limits count.</param>
/// <param name="Partition">Its partition.</param>
/// <param name="Aliases">The aliases that went with it.</param>
internal readonly record struct RemovedEntry(EntryId Id, string Namespace, string Tenant, long Bytes, PartitionKey Partition, IReadOnlyList<RemovedAlias> Aliases);
