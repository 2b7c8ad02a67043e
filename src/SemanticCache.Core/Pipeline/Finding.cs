namespace SemanticCache.Core.Pipeline;

/// <summary>What a lookup found, and what it computed that a write-back can use.</summary>
/// <param name="Outcome">The outcome of the lookup.</param>
/// <param name="Vector">The question's vector; empty when it was not embedded.</param>
/// <param name="StoreFailed">Whether the store could not be read, or not in time.</param>
internal readonly record struct Finding(CacheOutcome Outcome, ReadOnlyMemory<float> Vector, bool StoreFailed = false);
