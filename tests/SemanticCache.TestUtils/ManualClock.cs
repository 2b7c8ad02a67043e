using Microsoft.Extensions.Time.Testing;

namespace SemanticCache.TestUtils;

/// <summary>A clock that stands still until the test moves it, and tells when somebody first waits on it.</summary>
public sealed class ManualClock : FakeTimeProvider
{
    private readonly TaskCompletionSource _timerCreated = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _timers;

    /// <summary>Starts the clock at this time.</summary>
    public ManualClock(DateTimeOffset start)
        : base(start)
    {
    }

    /// <summary>Completes when the first timer was created; time that passes before is lost on it.</summary>
    public Task WhenTimerCreated => _timerCreated.Task.WaitAsync(Patience.Longest);

    /// <summary>How many timers were created.</summary>
    public int TimersCreated => Volatile.Read(ref _timers);

    /// <summary>Completes when so many timers were created.</summary>
    public Task WhenTimersCreatedAsync(int count) => Eventually.HoldsAsync(() => TimersCreated >= count, CancellationToken.None);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Interlocked.Increment(ref _timers);
        _timerCreated.TrySetResult();
        return timer;
    }
}
