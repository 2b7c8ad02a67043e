namespace SemanticCache.Onnx.Batching;

/// <summary>The limits of a <see cref="NaturalBatcher{TItem,TResult}"/>.</summary>
/// <param name="Workers">The number of threads.</param>
/// <param name="Queue">The most items that wait.</param>
/// <param name="Batch">The most items of one run.</param>
internal sealed record BatcherLimits(int Workers, int Queue, int Batch);
