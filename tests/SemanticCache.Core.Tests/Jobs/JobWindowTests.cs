using System.Globalization;
using SemanticCache.Core.Jobs;

namespace SemanticCache.Core.Tests.Jobs;

public sealed class JobWindowTests
{
    [Theory]
    [InlineData("01:00", "05:00", "00:59", false, "01:00")]
    [InlineData("01:00", "05:00", "01:00", true, null)]
    [InlineData("01:00", "05:00", "04:59", true, null)]
    [InlineData("01:00", "05:00", "05:00", false, "25:00")]
    [InlineData("22:00", "05:00", "23:30", true, null)]
    [InlineData("22:00", "05:00", "04:59", true, null)]
    [InlineData("22:00", "05:00", "05:00", false, "22:00")]
    public void IsOpen_TimeOfDay_IsReadInUtc(string from, string to, string now, bool isOpen, string? opens)
    {
        var window = new JobWindow(TimeOnly.Parse(from, CultureInfo.InvariantCulture), TimeOnly.Parse(to, CultureInfo.InvariantCulture));
        var midnight = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        var time = (midnight + TimeSpan.Parse(now, CultureInfo.InvariantCulture)).ToOffset(TimeSpan.FromHours(-7));

        Assert.Equal(isOpen, window.IsOpen(time));
        if (opens is not null)
        {
            var hours = int.Parse(opens[..2], CultureInfo.InvariantCulture);
            Assert.Equal(midnight.AddHours(hours), window.NextOpening(time));
        }
    }
}
