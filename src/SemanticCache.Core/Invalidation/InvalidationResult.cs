using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Invalidation;

/// <summary>What an invalidation did, or would do.</summary>
/// <param name="Id">Its identifier; empty where nothing was deleted.</param>
/// <param name="Matched">How many entries were selected.</param>
/// <param name="Deleted">How many of them were deleted; fewer where others replaced or deleted them meanwhile.</param>
/// <param name="Sample">Some of them, the newest.</param>
internal sealed record InvalidationResult(string Id, long Matched, long Deleted, IReadOnlyList<CacheEntry> Sample);
