using System.Diagnostics.CodeAnalysis;

namespace SemanticCache.Onnx.Batching;

/// <summary>The bounded queue before the workers; hands out batches of similar length without waiting for more to come.</summary>
internal sealed class BatchQueue<TItem, TResult>
{
    private readonly object _lock = new();
    private readonly LinkedList<WaitingItem<TItem, TResult>> _waiting = [];
    private readonly int _capacity;
    private bool _closed;

    /// <summary>Takes the most items that wait.</summary>
    public BatchQueue(int capacity) => _capacity = capacity;

    /// <summary>The number of waiting items.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Appends an item; false when the queue is full. A closed queue throws <see cref="ObjectDisposedException"/>.</summary>
    public bool TryAdd(WaitingItem<TItem, TResult> item)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (_waiting.Count >= _capacity)
            {
                return false;
            }

            // Cancelled before it came here: its callback has already looked for it in vain.
            if (!item.Task.IsCompleted)
            {
                _waiting.AddLast(item.Node);
                Monitor.Pulse(_lock);
            }

            return true;
        }
    }

    /// <summary>Gives up an item's place, if it still waits.</summary>
    public void Remove(WaitingItem<TItem, TResult> item)
    {
        lock (_lock)
        {
            if (item.Node.List is not null)
            {
                _waiting.Remove(item.Node);
            }
        }
    }

    /// <summary>
    /// Waits for an item and fills <paramref name="batch"/> with the oldest one and those of similar length; false once closed.
    /// </summary>
    public bool TryTake(List<WaitingItem<TItem, TResult>> batch, int maximum)
    {
        batch.Clear();
        lock (_lock)
        {
            while (!_closed && _waiting.Count == 0)
            {
                Monitor.Wait(_lock);
            }

            if (!_closed)
            {
                Take_NeedsLock(batch, maximum);
            }

            return !_closed;
        }
    }

    /// <summary>Lets no more items in, wakes the workers for good and returns what still waited.</summary>
    public IReadOnlyList<WaitingItem<TItem, TResult>> Close()
    {
        lock (_lock)
        {
            _closed = true;
            WaitingItem<TItem, TResult>[] rest = [.. _waiting];
            _waiting.Clear();
            Monitor.PulseAll(_lock);
            return rest;
        }
    }

    [SuppressMessage("Style", "IDE1006:Naming Styles", Justification = "House style: the suffix says that the caller holds the lock.")]
    private void Take_NeedsLock(List<WaitingItem<TItem, TResult>> batch, int maximum)
    {
        var oldest = _waiting.First!;
        for (LinkedListNode<WaitingItem<TItem, TResult>>? node = oldest; node is not null && batch.Count < maximum;)
        {
            var next = node.Next;
            if (IsSimilar(node.Value.Length, oldest.Value.Length))
            {
                _waiting.Remove(node);
                batch.Add(node.Value);
            }

            node = next;
        }
    }

    // Padding to the longest costs at most a quarter of the oldest item's work for each mate.
    private static bool IsSimilar(int length, int oldest) => Math.Abs(length - oldest) * 4 <= oldest;
}
