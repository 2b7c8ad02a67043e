namespace SemanticCache.Core.Entries.Retention;

/// <summary>What came of an eviction.</summary>
/// <param name="Evicted">How many entries were deleted.</param>
/// <param name="Left">What is there now; more than the limits allow only where pinned entries alone are too much. Where no limit on bytes was given, the bytes may be 0.</param>
public readonly record struct EvictionResult(long Evicted, EntryTotals Left);
