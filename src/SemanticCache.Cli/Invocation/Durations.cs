using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SemanticCache.Cli.Invocation;

/// <summary>Times as people write them: <c>90s</c>, <c>15m</c>, <c>1h30m</c>, <c>7d</c>.</summary>
internal static partial class Durations
{
    /// <summary>The rule in words, for error messages.</summary>
    public const string Rule = "a time such as 90s, 15m, 1h or 7d";

    private const string Days = "d";
    private const string Hours = "h";
    private const string Minutes = "m";
    private const string Seconds = "s";
    private const string Milliseconds = "ms";

    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        (Days, TimeSpan.FromDays(1)), (Hours, TimeSpan.FromHours(1)), (Minutes, TimeSpan.FromMinutes(1)),
        (Seconds, TimeSpan.FromSeconds(1)), (Milliseconds, TimeSpan.FromMilliseconds(1)),
    ];

    /// <summary>Reads a time of at most 100 years; false when the text is none.</summary>
    public static bool TryParse(string text, out TimeSpan time)
    {
        time = TimeSpan.Zero;
        if (Pattern().Match(text) is not { Success: true } match)
        {
            return false;
        }

        var milliseconds = 0d;
        foreach (var (unit, length) in Units)
        {
            if (match.Groups[unit] is { Success: true } amount)
            {
                milliseconds += double.Parse(amount.ValueSpan, CultureInfo.InvariantCulture) * length.TotalMilliseconds;
            }
        }

        if (milliseconds > TimeSpan.FromDays(36_500).TotalMilliseconds)
        {
            return false;
        }

        time = TimeSpan.FromMilliseconds(milliseconds);
        return true;
    }

    /// <summary>Reads an option's value.</summary>
    public static TimeSpan? Parse(ArgumentResult result)
    {
        if (TryParse(result.Tokens[0].Value, out var time))
        {
            return time;
        }

        result.AddError($"'{result.Tokens[0].Value}' is not {Rule}");
        return null;
    }

    /// <summary>Writes a time so that <see cref="TryParse"/> reads it; what is below a millisecond is dropped.</summary>
    public static string Format(TimeSpan time)
    {
        var text = new StringBuilder();
        foreach (var (unit, length) in Units)
        {
            var amount = time.Ticks / length.Ticks;
            time -= length * amount;
            if (amount > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{amount}{unit}");
            }
        }

        return text.Length == 0 ? "0s" : text.ToString();
    }

    [GeneratedRegex(@"\A(?=\d)(?:(?<d>\d{1,9})d)?(?:(?<h>\d{1,9})h)?(?:(?<m>\d{1,9})m)?(?:(?<s>\d{1,9})s)?(?:(?<ms>\d{1,9})ms)?\z")]
    private static partial Regex Pattern();
}
