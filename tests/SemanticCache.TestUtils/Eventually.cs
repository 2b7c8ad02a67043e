namespace SemanticCache.TestUtils;

/// <summary>Waits for what no signal tells of: asks again, giving way in between, for as long as patience lasts.</summary>
public static class Eventually
{
    /// <summary>Completes when the condition holds.</summary>
    /// <exception cref="TimeoutException">It did not come true in time.</exception>
    public static async Task HoldsAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TimeProvider.System.GetElapsedTime(started) > Patience.Longest)
            {
                throw new TimeoutException("The condition did not come true in time.");
            }

            await Task.Yield();
        }
    }
}
