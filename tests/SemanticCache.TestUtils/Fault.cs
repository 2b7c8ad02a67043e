namespace SemanticCache.TestUtils;

/// <summary>What a fake does instead of working: fail, or hang until released.</summary>
public sealed class Fault
{
    private readonly Lock _lock = new();
    private Exception? _failure;
    private TaskCompletionSource? _release;
    private TaskCompletionSource _reached = NewSignal();
    private TaskCompletionSource _failed = NewSignal();
    private bool _heedsCancellation;

    /// <summary>How many calls passed here, whatever became of them.</summary>
    public int Calls { get; private set; }

    /// <summary>Makes every call throw.</summary>
    public void Fail(Exception? failure = null)
    {
        lock (_lock)
        {
            _failure = failure ?? new InvalidOperationException("The fake fails on purpose.");
            _failed = NewSignal();
        }
    }

    /// <summary>Makes every call hang until <see cref="Clear"/>, or until it is cancelled if it heeds that.</summary>
    public void Hang(bool heedsCancellation = true)
    {
        lock (_lock)
        {
            _release = NewSignal();
            _reached = NewSignal();
            _heedsCancellation = heedsCancellation;
        }
    }

    /// <summary>Ends the fault and releases whoever hangs.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _failure = null;
        }

        Release();
    }

    /// <summary>Releases whoever hangs; who then finds a failure set fails.</summary>
    public void Release()
    {
        lock (_lock)
        {
            _release?.TrySetResult();
            _release = null;
        }
    }

    /// <summary>Completes when a call hangs.</summary>
    public Task WhenHanging(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _reached.Task.WaitAsync(Patience.Longest, cancellationToken);
        }
    }

    /// <summary>Completes when a call failed.</summary>
    public Task WhenFailed(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _failed.Task.WaitAsync(Patience.Longest, cancellationToken);
        }
    }

    /// <summary>Applies the fault to one call.</summary>
    public async ValueTask ApplyAsync(CancellationToken cancellationToken)
    {
        Task? release;
        lock (_lock)
        {
            Calls++;
            release = _release?.Task;
            if (release is not null)
            {
                _reached.TrySetResult();
            }
        }

        if (release is not null)
        {
            await release.WaitAsync(_heedsCancellation ? cancellationToken : CancellationToken.None);
        }

        lock (_lock)
        {
            if (_failure is not null)
            {
                _failed.TrySetResult();
                throw _failure;
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
