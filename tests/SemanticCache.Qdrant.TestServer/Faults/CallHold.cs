namespace SemanticCache.Qdrant.TestServer.Faults;

/// <summary>Calls that wait on the server.</summary>
public sealed class CallHold
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal CallHold()
    {
    }

    /// <summary>Completes when the first call waits.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Lets the waiting calls go on, and later ones through.</summary>
    public void Release() => _released.TrySetResult();

    internal Task WaitAsync(CancellationToken cancellationToken)
    {
        _reached.TrySetResult();
        return _released.Task.WaitAsync(cancellationToken);
    }
}
