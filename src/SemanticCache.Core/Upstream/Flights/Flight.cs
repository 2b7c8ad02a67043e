using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using SemanticCache.Core.Reporting.Tracing;
using SemanticCache.Core.Upstream.Routes;

namespace SemanticCache.Core.Upstream.Flights;

/// <summary>One answer on its way from an upstream to every caller that waits for it.</summary>
/// <remarks>Each caller reads from the first part on, however late it joined. The upstream is cancelled only when every caller has left.</remarks>
internal sealed class Flight : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<AnswerEvent> _parts = [];
    private readonly CancellationTokenSource _abandoned = new();
    private readonly TaskCompletionSource _landed = NewSignal();
    private TaskCompletionSource _changed = NewSignal();
    private Exception? _failure;
    private int _callers;
    private bool _ended;

    /// <param name="route">The way that the flight takes; null where it takes no route.</param>
    public Flight(RouteChoice? route = null)
    {
        Route = route;
    }

    /// <summary>The way that the flight takes; null where it takes no route.</summary>
    public RouteChoice? Route { get; }

    /// <summary>The span of the request that opened the flight, under which the upstream's stands; nothing where nobody listens.</summary>
    public ActivityContext Origin { get; } = CacheSpans.Current();

    /// <summary>Cancelled when the last caller has left before the end.</summary>
    public CancellationToken Abandoned => _abandoned.Token;

    /// <summary>Completes when nothing of the flight is left to be done, its answer's storing included.</summary>
    public Task Landed => _landed.Task;

    /// <summary>Adds a caller; false when the flight has been abandoned or has failed and cannot serve one more.</summary>
    public bool TryJoin()
    {
        lock (_lock)
        {
            if (_failure is not null || _abandoned.IsCancellationRequested)
            {
                return false;
            }

            _callers++;
            return true;
        }
    }

    /// <summary>Hands the next part to every caller.</summary>
    public void Publish(AnswerEvent part)
    {
        lock (_lock)
        {
            _parts.Add(part);
            Signal_NeedsLock();
        }
    }

    /// <summary>Ends the answer, with the failure that cut it or null; what comes after the end changes nothing.</summary>
    public void End(Exception? failure)
    {
        lock (_lock)
        {
            if (_ended)
            {
                return;
            }

            _failure = failure;
            _ended = true;
            Signal_NeedsLock();
        }
    }

    /// <summary>Reads the answer as a caller that has joined; leaves when the reading ends for any reason.</summary>
    public async IAsyncEnumerable<AnswerEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            for (var next = 0; ; next++)
            {
                while (Wait(next) is { } signal)
                {
                    await signal.WaitAsync(cancellationToken);
                }

                if (PartAt(next) is not { } part)
                {
                    yield break;
                }

                yield return part;
            }
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Takes a caller away; who reads leaves by itself.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _callers--;
            if (_callers == 0 && !_ended)
            {
                // Marks the flight at once, but runs the upstream's callbacks elsewhere: they must not run inside this lock.
                _ = _abandoned.CancelAsync();
            }
        }
    }

    /// <summary>Frees the flight's resources once it has ended; callers may still read it.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _abandoned.Dispose();
        }

        _landed.TrySetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Signal_NeedsLock()
    {
        _changed.SetResult();
        _changed = NewSignal();
    }

    private Task? Wait(int next)
    {
        lock (_lock)
        {
            return next < _parts.Count || _ended ? null : _changed.Task;
        }
    }

    private AnswerEvent? PartAt(int next)
    {
        lock (_lock)
        {
            if (next < _parts.Count)
            {
                return _parts[next];
            }

            if (_failure is not null)
            {
                ExceptionDispatchInfo.Throw(_failure);
            }

            return null;
        }
    }
}
