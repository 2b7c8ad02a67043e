using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Tests.Invocation;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("15m", 900)]
    [InlineData("1h", 3600)]
    [InlineData("7d", 604800)]
    [InlineData("1h30m", 5400)]
    [InlineData("150ms", 0.15)]
    [InlineData("0s", 0)]
    public void TryParse_Time_IsRead(string text, double seconds)
    {
        Assert.True(Durations.TryParse(text, out var time));
        Assert.Equal(TimeSpan.FromSeconds(seconds), time);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("h")]
    [InlineData("-1h")]
    [InlineData("1.5h")]
    [InlineData("1h ")]
    [InlineData("30m1h")]
    [InlineData("1w")]
    [InlineData("1H")]
    [InlineData("36501d")]
    [InlineData("999999999d")]
    public void TryParse_NoTime_IsRefused(string text) => Assert.False(Durations.TryParse(text, out _));

    [Theory]
    [InlineData("90s", "1m30s")]
    [InlineData("24h", "1d")]
    [InlineData("1d1h1m1s1ms", "1d1h1m1s1ms")]
    [InlineData("0s", "0s")]
    public void Format_Time_IsShortestAndReadAgain(string text, string expected)
    {
        Assert.True(Durations.TryParse(text, out var time));

        Assert.Equal(expected, Durations.Format(time));
        Assert.True(Durations.TryParse(expected, out var again));
        Assert.Equal(time, again);
    }
}
