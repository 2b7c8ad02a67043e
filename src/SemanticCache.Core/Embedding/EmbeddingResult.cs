namespace SemanticCache.Core.Embedding;

/// <summary>How embedding one text ended.</summary>
/// <param name="Status">The ending.</param>
/// <param name="Vector">The L2-normalised vector; empty unless the status is <see cref="EmbeddingStatus.Embedded"/>.</param>
public readonly record struct EmbeddingResult(EmbeddingStatus Status, ReadOnlyMemory<float> Vector);
