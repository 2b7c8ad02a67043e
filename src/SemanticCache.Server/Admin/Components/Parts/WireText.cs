using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace SemanticCache.Server.Admin.Components.Parts;

/// <summary>Values of the wire as people read them.</summary>
internal static class WireText
{
    // Pinned entries expire in the year 9999.
    private const int LastYear = 9999;

    private static readonly string[] Sizes = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>Writes a number with thousands apart.</summary>
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Writes a share as a percentage.</summary>
    public static string Percent(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>Writes a value from 0 to 1, such as a similarity.</summary>
    public static string Score(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>Writes money of the administrator's currency.</summary>
    public static string Money(double value) => value.ToString(Math.Abs(value) < 10 ? "0.0000" : "N2", CultureInfo.InvariantCulture);

    /// <summary>Writes a number of bytes.</summary>
    public static string Bytes(double value)
    {
        var step = 0;
        for (; value >= 1024 && step < Sizes.Length - 1; step++)
        {
            value /= 1024;
        }

        return value.ToString("0.#", CultureInfo.InvariantCulture) + " " + Sizes[step];
    }

    /// <summary>Writes a latency.</summary>
    public static string Latency(Duration? time) => time?.ToTimeSpan().TotalMilliseconds switch
    {
        null => "–",
        < 10 and { } some => some.ToString("0.00", CultureInfo.InvariantCulture) + " ms",
        < 1000 and { } some => some.ToString("0", CultureInfo.InvariantCulture) + " ms",
        { } some => (some / 1000).ToString("0.00", CultureInfo.InvariantCulture) + " s",
    };

    /// <summary>Writes the time of day in UTC.</summary>
    public static string Clock(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Writes a point in time in UTC.</summary>
    public static string Time(Timestamp? time) => time?.ToDateTime() switch
    {
        null => "never",
        { Year: LastYear } => "never",
        { } some => some.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
    };

    /// <summary>Writes a word of a wire's enum, or a reason, as people do.</summary>
    public static string Words(string word) => word.Replace('_', ' ').ToLowerInvariant();

    /// <summary>Returns the beginning of a text, in one line.</summary>
    public static string Beginning(string text, int most = 160)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= most ? line : line[..most].TrimEnd() + "…";
    }
}
