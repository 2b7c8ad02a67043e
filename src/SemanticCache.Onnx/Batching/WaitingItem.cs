namespace SemanticCache.Onnx.Batching;

/// <summary>An item before the workers, and the promise of its result.</summary>
internal sealed class WaitingItem<TItem, TResult> : TaskCompletionSource<TResult>
{
    private CancellationTokenRegistration _cancellation;

    /// <summary>Takes the item and its length.</summary>
    public WaitingItem(TItem item, int length)
        : base(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        Item = item;
        Length = length;
        Node = new LinkedListNode<WaitingItem<TItem, TResult>>(this);
    }

    /// <summary>What is computed on.</summary>
    public TItem Item { get; }

    /// <summary>Its length, in the unit of which a batch's shorter items are padded.</summary>
    public int Length { get; }

    /// <summary>Its place in the queue.</summary>
    public LinkedListNode<WaitingItem<TItem, TResult>> Node { get; }

    /// <summary>Ends the task at cancellation and then calls back.</summary>
    public void CancelWith(Action<WaitingItem<TItem, TResult>> cancelled, CancellationToken cancellationToken)
    {
        _cancellation = cancellationToken.UnsafeRegister(
            (_, token) =>
            {
                TrySetCanceled(token);
                cancelled(this);
            },
            null);
    }

    /// <summary>Ends the task with its result, unless cancellation came first.</summary>
    public void Complete(TResult result)
    {
        _cancellation.Unregister();
        TrySetResult(result);
    }

    /// <summary>Ends the task with an error, unless cancellation came first.</summary>
    public void Fail(Exception exception)
    {
        _cancellation.Unregister();
        TrySetException(exception);
    }

    /// <summary>Ends the watch on cancellation of an item that found no place.</summary>
    public void Forget() => _cancellation.Unregister();
}
