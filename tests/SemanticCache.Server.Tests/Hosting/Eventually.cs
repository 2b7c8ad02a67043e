namespace SemanticCache.Server.Tests.Hosting;

/// <summary>Asks again for what happens behind the response, such as a write-back; each question is a call, so nothing sleeps.</summary>
internal static class Eventually
{
    public static async Task HoldsAsync(Func<Task<bool>> condition)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience.Limit, "It did not come true in time.");
            await Task.Yield();
        }
    }
}
