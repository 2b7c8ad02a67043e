using SemanticCache.Core.Entries;

namespace SemanticCache.TestUtils;

/// <summary>A merge in the fake store.</summary>
/// <param name="Merge">The merge.</param>
/// <param name="Removed">What it removed.</param>
/// <param name="Aliases">The aliases that led there.</param>
internal sealed record StoredMerge(EntryMerge Merge, CacheEntry Removed, IReadOnlyList<EntryId> Aliases);
