namespace SemanticCache.Onnx.Batching;

/// <summary>Computes results for a batch of items; used by one thread at a time.</summary>
/// <typeparam name="TItem">What is computed on.</typeparam>
/// <typeparam name="TResult">What is computed.</typeparam>
internal interface IBatchRunner<TItem, TResult> : IDisposable
{
    /// <summary>Writes the result of each item to the same place of <paramref name="results"/>; may throw for the whole batch.</summary>
    void Run(ReadOnlySpan<TItem> items, Span<TResult> results);
}
