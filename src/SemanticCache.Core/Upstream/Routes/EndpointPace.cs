namespace SemanticCache.Core.Upstream.Routes;

/// <summary>How an endpoint has done lately: its time to the first token, what it is busy with, and whether it failed.</summary>
internal sealed class EndpointPace
{
    // How much of the average a new time leaves when it follows at once, and how soon an old time counts half: whoever was slow gets its next chance then.
    private const double KeptShare = 0.7;
    private static readonly TimeSpan HalfLife = TimeSpan.FromSeconds(30);

    // What a busy endpoint is taken for while nothing is known of it.
    private static readonly TimeSpan Presumed = TimeSpan.FromSeconds(1);

    // As long as a breaker leaves an endpoint alone, and so one with an open breaker is avoided by this too.
    private static readonly TimeSpan Avoidance = Resilience.ResilientUpstreamClient.Break;

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private (TimeSpan Average, long At)? _firstToken;
    private long? _failedAt;
    private int _inFlight;

    public EndpointPace(TimeProvider time)
    {
        _time = time;
    }

    /// <summary>What one more request would cost there, in no unit: the time to the first token, times those that share the endpoint.</summary>
    public double Cost
    {
        get
        {
            lock (_lock)
            {
                return (Estimate_NeedsLock() ?? (_inFlight == 0 ? TimeSpan.Zero : Presumed)).TotalSeconds * (_inFlight + 1);
            }
        }
    }

    /// <summary>How long ago the last failure is, where that is recent; null otherwise.</summary>
    public TimeSpan? RecentFailure
    {
        get
        {
            lock (_lock)
            {
                return _failedAt is { } at && _time.GetElapsedTime(at) is var ago && ago < Avoidance ? ago : null;
            }
        }
    }

    /// <summary>Notes a request that begins.</summary>
    public void Asked()
    {
        lock (_lock)
        {
            _inFlight++;
        }
    }

    /// <summary>Notes the end of a request, however it ended.</summary>
    public void Left()
    {
        lock (_lock)
        {
            _inFlight--;
        }
    }

    /// <summary>Notes that an answer began, after how long where that tells the time to the first token.</summary>
    public void Began(TimeSpan? firstToken)
    {
        lock (_lock)
        {
            _failedAt = null;
            if (firstToken is { } time)
            {
                Weigh_NeedsLock(time);
            }
        }
    }

    /// <summary>Notes that nobody wanted to wait longer: the first token takes at least as long.</summary>
    public void KeptWaiting(TimeSpan atLeast)
    {
        lock (_lock)
        {
            if (atLeast > (Estimate_NeedsLock() ?? TimeSpan.Zero))
            {
                Weigh_NeedsLock(atLeast);
            }
        }
    }

    /// <summary>Notes a failure.</summary>
    public void Failed()
    {
        lock (_lock)
        {
            _failedAt = _time.GetTimestamp();
        }
    }

    private void Weigh_NeedsLock(TimeSpan time)
    {
        var average = time;
        if (_firstToken is { } known)
        {
            var kept = KeptShare * Fading(known.At);
            average = (time * (1 - kept)) + (known.Average * kept);
        }

        _firstToken = (average, _time.GetTimestamp());
    }

    private TimeSpan? Estimate_NeedsLock() => _firstToken is { } known ? known.Average * Fading(known.At) : null;

    private double Fading(long since) => Math.Pow(0.5, _time.GetElapsedTime(since) / HalfLife);
}
