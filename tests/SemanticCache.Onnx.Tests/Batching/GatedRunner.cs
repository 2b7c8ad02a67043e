using System.Collections.Concurrent;
using SemanticCache.Onnx.Batching;

namespace SemanticCache.Onnx.Tests.Batching;

/// <summary>Doubles numbers, but only when the test lets it; a negative number fails its run.</summary>
internal sealed class GatedRunner : IBatchRunner<int, int>
{
    private readonly SemaphoreSlim _entered = new(0);
    private readonly SemaphoreSlim _gate = new(0);

    public ConcurrentQueue<int[]> Batches { get; } = new();

    public int DisposeCount { get; private set; }

    public Task WaitUntilEnteredAsync() => _entered.WaitAsync(TestContext.Current.CancellationToken);

    public void Open(int runs) => _gate.Release(runs);

    public void Run(ReadOnlySpan<int> items, Span<int> results)
    {
        Batches.Enqueue(items.ToArray());
        _entered.Release();
        _gate.Wait();
        for (var i = 0; i < items.Length; i++)
        {
            results[i] = items[i] >= 0 ? items[i] * 2 : throw new InvalidOperationException("scripted");
        }
    }

    public void Dispose() => DisposeCount++;
}
