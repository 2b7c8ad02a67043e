using System.Globalization;
using System.Text.RegularExpressions;

namespace SemanticCache.Server.Admin.Components.Policies;

/// <summary>Times as people write them: "1d 12h", "90s".</summary>
internal static partial class TimeText
{
    /// <summary>What a time looks like, for whoever wrote one that does not.</summary>
    public const string Rule = "must be a time such as 1d, 12h, 30m, 90s or 1d 12h";

    private static readonly (string Unit, long Milliseconds)[] Units = [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)];

    /// <summary>Writes a time.</summary>
    public static string Write(TimeSpan time)
    {
        var left = (long)time.TotalMilliseconds;
        var parts = new List<string>();
        foreach (var (unit, milliseconds) in Units)
        {
            var count = Math.DivRem(left, milliseconds, out left);
            if (count != 0)
            {
                parts.Add(count.ToString(CultureInfo.InvariantCulture) + unit);
            }
        }

        return parts.Count == 0 ? "0s" : string.Join(' ', parts);
    }

    /// <summary>Reads a time; false where the text is none.</summary>
    public static bool TryRead(string text, out TimeSpan time)
    {
        time = TimeSpan.Zero;
        if (!Whole().IsMatch(text))
        {
            return false;
        }

        var milliseconds = Part().Matches(text).Sum(part =>
            double.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture) * Units.Single(each => each.Unit == part.Groups[2].Value).Milliseconds);
        if (milliseconds > TimeSpan.MaxValue.TotalMilliseconds / 2)
        {
            return false;
        }

        time = TimeSpan.FromMilliseconds(milliseconds);
        return true;
    }

    [GeneratedRegex(@"\A\s*([0-9]{1,12}(\.[0-9]{1,6})?\s*(d|h|ms|m|s)\s*)+\z")]
    private static partial Regex Whole();

    [GeneratedRegex(@"([0-9]+(?:\.[0-9]+)?)\s*(d|h|ms|m|s)")]
    private static partial Regex Part();
}
