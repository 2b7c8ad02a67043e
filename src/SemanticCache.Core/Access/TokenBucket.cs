namespace SemanticCache.Core.Access;

/// <summary>A limit of so many in a minute, which come back evenly; safe for several threads.</summary>
internal sealed class TokenBucket
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly double _perSecond;
    private readonly int _most;
    private double _left;
    private long _filledAt;

    /// <summary>Creates a full bucket.</summary>
    /// <param name="perMinute">How many in a minute, at least 1; as many can be taken at once.</param>
    /// <param name="time">Tells the time.</param>
    public TokenBucket(int perMinute, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perMinute, 1);
        _time = time;
        _most = perMinute;
        _perSecond = perMinute / 60.0;
        _left = perMinute;
        _filledAt = time.GetTimestamp();
    }

    /// <summary>How many in a minute.</summary>
    public int PerMinute => _most;

    /// <summary>Whether one can be taken.</summary>
    public bool HasAny
    {
        get
        {
            lock (_lock)
            {
                Fill();
                return _left >= 1;
            }
        }
    }

    /// <summary>Takes one; returns how long to wait for the next where there is none, else zero.</summary>
    public TimeSpan Take()
    {
        lock (_lock)
        {
            Fill();
            if (_left < 1)
            {
                return TimeSpan.FromSeconds((1 - _left) / _perSecond);
            }

            _left--;
            return TimeSpan.Zero;
        }
    }

    private void Fill()
    {
        var now = _time.GetTimestamp();
        _left = Math.Min(_most, _left + (_time.GetElapsedTime(_filledAt, now).TotalSeconds * _perSecond));
        _filledAt = now;
    }
}
