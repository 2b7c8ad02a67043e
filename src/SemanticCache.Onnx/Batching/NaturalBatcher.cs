namespace SemanticCache.Onnx.Batching;

/// <summary>
/// Runs items on dedicated threads. A free thread takes what waits, up to the batch limit, and never waits for more:
/// batches form by themselves under load and cost nothing without it.
/// </summary>
internal sealed class NaturalBatcher<TItem, TResult> : IDisposable
{
    private readonly BatchQueue<TItem, TResult> _queue;
    private readonly BatcherLimits _limits;
    private readonly Func<TItem, int> _length;
    private readonly Thread[] _workers;
    private int _disposed;

    /// <summary>Starts one thread for each runner; the batcher owns and disposes the runners.</summary>
    /// <param name="name">The name of the threads.</param>
    /// <param name="limits">The limits; <see cref="BatcherLimits.Workers"/> runners are made.</param>
    /// <param name="createRunner">Makes a thread's runner.</param>
    /// <param name="length">An item's length; only items of similar length share a batch.</param>
    public NaturalBatcher(string name, BatcherLimits limits, Func<IBatchRunner<TItem, TResult>> createRunner, Func<TItem, int> length)
    {
        _queue = new BatchQueue<TItem, TResult>(limits.Queue);
        _limits = limits;
        _length = length;
        _workers = new Thread[limits.Workers];
        for (var i = 0; i < _workers.Length; i++)
        {
            var runner = createRunner();
            _workers[i] = new Thread(() => Work(runner)) { IsBackground = true, Name = $"{name} {i + 1}" };
        }

        Array.ForEach(_workers, worker => worker.Start());
    }

    /// <summary>The number of items that wait for a thread.</summary>
    public int WaitingCount => _queue.Count;

    /// <summary>
    /// Enqueues an item; null when the queue is full. The task fails with the runner's exception or, when the batcher ends first,
    /// with <see cref="ObjectDisposedException"/>, which an ended batcher throws; cancellation takes a waiting item out of the queue.
    /// </summary>
    public Task<TResult>? TryRun(TItem item, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<TResult>(cancellationToken);
        }

        var waiting = new WaitingItem<TItem, TResult>(item, _length(item));
        waiting.CancelWith(_queue.Remove, cancellationToken);
        var added = false;
        try
        {
            added = _queue.TryAdd(waiting);
        }
        finally
        {
            if (!added)
            {
                waiting.Forget();
            }
        }

        return added ? waiting.Task : null;
    }

    /// <summary>Ends the threads after their present batch and fails what waits.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        foreach (var item in _queue.Close())
        {
            item.Fail(new ObjectDisposedException(nameof(NaturalBatcher<,>)));
        }

        Array.ForEach(_workers, worker => worker.Join());
    }

    private void Work(IBatchRunner<TItem, TResult> runner)
    {
        using (runner)
        {
            var batch = new List<WaitingItem<TItem, TResult>>(_limits.Batch);
            var items = new TItem[_limits.Batch];
            var results = new TResult[_limits.Batch];
            while (_queue.TryTake(batch, _limits.Batch))
            {
                RunBatch(runner, batch, items, results);
            }
        }
    }

    private static void RunBatch(
        IBatchRunner<TItem, TResult> runner, List<WaitingItem<TItem, TResult>> batch, TItem[] items, TResult[] results)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            items[i] = batch[i].Item;
        }

        try
        {
            runner.Run(items.AsSpan(0, batch.Count), results.AsSpan(0, batch.Count));
        }
        catch (Exception exception)
        {
            // The boundary of a worker: whatever failed belongs to the awaiters of this batch, and the next batch must run.
            batch.ForEach(item => item.Fail(exception));
            return;
        }

        for (var i = 0; i < batch.Count; i++)
        {
            batch[i].Complete(results[i]);
        }
    }
}
