namespace SemanticCache.Core.Decisions.Verification;

/// <summary>Counts the calls and failures of the last ten seconds, a second at a time.</summary>
internal sealed class CallWindow
{
    /// <summary>The length of the window in seconds.</summary>
    public const int Seconds = 10;

    private readonly (long Second, int Calls, int Failures)[] _seconds = new (long, int, int)[Seconds];

    /// <summary>Counts a call that ended in this second, which starts at 0 and never goes back.</summary>
    public void Add(long second, bool failed)
    {
        ref var slot = ref _seconds[second % Seconds];
        if (slot.Second != second)
        {
            slot = (second, 0, 0);
        }

        slot.Calls++;
        slot.Failures += failed ? 1 : 0;
    }

    /// <summary>Returns the calls and failures of the window that ends with this second.</summary>
    public (int Calls, int Failures) Read(long second)
    {
        var (calls, failures) = (0, 0);
        foreach (var slot in _seconds)
        {
            if (slot.Second > second - Seconds)
            {
                calls += slot.Calls;
                failures += slot.Failures;
            }
        }

        return (calls, failures);
    }

    /// <summary>Forgets all calls.</summary>
    public void Clear() => Array.Clear(_seconds);
}
