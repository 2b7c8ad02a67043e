namespace SemanticCache.Core.Agreement.Reading;

/// <summary>Reads times of the day.</summary>
internal static class ClockTimes
{
    /// <summary>The minutes of noon.</summary>
    public const int Noon = 12 * 60;

    /// <summary>Returns the minutes since midnight of a time such as <c>11 a.m.</c>, <c>2.30 pm</c> or <c>18:00</c>.</summary>
    public static int MinutesOf(string written)
    {
        var numbers = written.Split([':', '.', ' ', 'a', 'p', 'A', 'P'], StringSplitOptions.RemoveEmptyEntries)
            .TakeWhile(part => char.IsAsciiDigit(part[0]))
            .Select(part => int.Parse(part, System.Globalization.CultureInfo.InvariantCulture))
            .ToArray();
        var hour = numbers[0];
        var minute = numbers.Length > 1 ? numbers[1] : 0;
        var isAfternoon = written.Contains('p', StringComparison.OrdinalIgnoreCase);
        var isTwelveHours = isAfternoon || written.Contains('a', StringComparison.OrdinalIgnoreCase);
        return ((isTwelveHours && hour == 12 ? 0 : hour) * 60) + minute + (isAfternoon ? Noon : 0);
    }
}
