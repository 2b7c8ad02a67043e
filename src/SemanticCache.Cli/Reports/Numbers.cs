using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace SemanticCache.Cli.Reports;

/// <summary>Writes the figures of reports for people.</summary>
internal static class Numbers
{
    /// <summary>What stands where nothing is known.</summary>
    public const string Nothing = "-";

    /// <summary>Writes a count.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Writes a share in percent.</summary>
    public static string Share(double? share) => share?.ToString("0.0%", CultureInfo.InvariantCulture) ?? Nothing;

    /// <summary>Writes a cost.</summary>
    public static string Cost(double cost) => cost.ToString("N4", CultureInfo.InvariantCulture);

    /// <summary>Writes a latency.</summary>
    public static string Latency(double? milliseconds) => milliseconds?.ToString("N1", CultureInfo.InvariantCulture) ?? Nothing;

    /// <summary>Writes a similarity or a confidence.</summary>
    public static string Score(double? score) => score?.ToString("0.000", CultureInfo.InvariantCulture) ?? Nothing;

    /// <summary>Writes a threshold as it can be set.</summary>
    public static string Threshold(double threshold) => threshold.ToString("0.00##", CultureInfo.InvariantCulture);

    /// <summary>Writes a time to the minute.</summary>
    public static string Minute(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    /// <summary>Returns a duration of the wire in milliseconds; null where there is none.</summary>
    public static double? Milliseconds(Duration? time) => time is null ? null : Math.Round(time.ToTimeSpan().TotalMilliseconds, 3);

    /// <summary>Returns a text in one line: whoever asked a question must not move the cursor of the one who reads it.</summary>
    public static string OneLine(string text) => string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
}
