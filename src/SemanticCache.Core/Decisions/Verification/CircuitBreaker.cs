namespace SemanticCache.Core.Decisions.Verification;

/// <summary>
/// Opens when at least half of 20 or more calls within ten seconds failed, and lets one call at a time try again five seconds later.
/// </summary>
/// <remarks>
/// Polly's breaker takes every ending that is not a failure for a success: a caller that leaves during the trial would close it.
/// </remarks>
internal sealed class CircuitBreaker
{
    /// <summary>How many calls the window must hold before the breaker opens.</summary>
    public const int MinimumCalls = 20;

    /// <summary>How long the breaker stays open.</summary>
    public static readonly TimeSpan Break = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly Action<BreakerState> _changed;
    private readonly CallWindow _window = new();
    private readonly long _started;
    private BreakerState _state;
    private TimeSpan _openedAt;
    private bool _isTrying;
    private long _period;

    /// <summary>Makes a closed breaker; <paramref name="changed"/> hears of each change of state, in order.</summary>
    public CircuitBreaker(TimeProvider time, Action<BreakerState> changed)
    {
        _time = time;
        _changed = changed;
        _started = time.GetTimestamp();
    }

    /// <summary>The state.</summary>
    public BreakerState State
    {
        get
        {
            lock (_lock)
            {
                return _state;
            }
        }
    }

    /// <summary>Asks to call; who may must end the call with the permit.</summary>
    public bool TryBegin(out long permit)
    {
        lock (_lock)
        {
            if (_state is BreakerState.Open && Now - _openedAt >= Break)
            {
                Change_NeedsLock(BreakerState.HalfOpen);
            }

            permit = _period;
            if (_state is BreakerState.HalfOpen && !_isTrying)
            {
                _isTrying = true;
                return true;
            }

            return _state is BreakerState.Closed;
        }
    }

    /// <summary>Ends a call; one that began before the last change of state no longer matters.</summary>
    public void End(long permit, CallEnding ending)
    {
        lock (_lock)
        {
            if (permit == _period)
            {
                _isTrying = false;
                Count_NeedsLock(ending);
            }
        }
    }

    private TimeSpan Now => _time.GetElapsedTime(_started);

    private void Count_NeedsLock(CallEnding ending)
    {
        if (ending is CallEnding.Uncounted)
        {
            return;
        }

        var failed = ending is CallEnding.Failed;
        if (_state is BreakerState.HalfOpen)
        {
            Change_NeedsLock(failed ? BreakerState.Open : BreakerState.Closed);
            return;
        }

        var second = (long)Now.TotalSeconds;
        _window.Add(second, failed);
        var (calls, failures) = _window.Read(second);
        if (failed && calls >= MinimumCalls && failures * 2 >= calls)
        {
            Change_NeedsLock(BreakerState.Open);
        }
    }

    private void Change_NeedsLock(BreakerState state)
    {
        _state = state;
        _period++;
        _isTrying = false;
        _openedAt = Now;
        _window.Clear();
        _changed(state);
    }
}
