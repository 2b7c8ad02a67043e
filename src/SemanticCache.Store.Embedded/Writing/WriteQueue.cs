namespace SemanticCache.Store.Embedded.Writing;

/// <summary>The writes that wait for the writer, bounded, first come first served.</summary>
internal sealed class WriteQueue : IDisposable
{
    private readonly object _lock = new();
    private readonly Queue<WriteOperation> _waiting = new();
    private readonly SemaphoreSlim _room;
    private bool _isClosed;

    /// <summary>Creates an empty queue with room for <paramref name="limit"/> operations.</summary>
    public WriteQueue(int limit)
    {
        _room = new SemaphoreSlim(limit, limit);
    }

    /// <summary>Adds an operation as soon as there is room.</summary>
    /// <exception cref="ObjectDisposedException">The queue is closed.</exception>
    public async ValueTask EnqueueAsync(WriteOperation operation, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken);
        ObjectDisposedException.ThrowIf(!TryAdd(operation), this);
    }

    /// <summary>Adds an operation if there is room now; false when there is none or the queue is closed.</summary>
    public bool TryEnqueue(WriteOperation operation) => _room.Wait(0, CancellationToken.None) && TryAdd(operation);

    /// <summary>Waits for operations and takes those that may share a transaction; false when the queue is closed and empty.</summary>
    public bool TakeGroup(List<WriteOperation> group, int maximum)
    {
        group.Clear();
        lock (_lock)
        {
            while (_waiting.Count == 0 && !_isClosed)
            {
                Monitor.Wait(_lock);
            }

            while (group.Count < maximum && _waiting.TryPeek(out var next) && MayJoin(group, next))
            {
                group.Add(_waiting.Dequeue());
            }
        }

        if (group.Count > 0)
        {
            _room.Release(group.Count);
        }

        return group.Count > 0;
    }

    /// <summary>Refuses further operations; those that wait are still taken.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Frees the wait handle.</summary>
    public void Dispose() => _room.Dispose();

    private static bool MayJoin(List<WriteOperation> group, WriteOperation next) =>
        group.Count == 0 || (!next.NeedsOwnTransaction && !group[0].NeedsOwnTransaction);

    private bool TryAdd(WriteOperation operation)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                // The next waiter must learn of the end as well.
                _room.Release();
                return false;
            }

            _waiting.Enqueue(operation);
            Monitor.Pulse(_lock);
            return true;
        }
    }
}
