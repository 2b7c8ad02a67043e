using System.Collections.Frozen;
using System.Globalization;

namespace SemanticCache.Core.Agreement.Reading;

/// <summary>Reads numbers in digits and in words.</summary>
internal static class NumberWords
{
    /// <summary>The most signs of a number that is read; a longer one is taken for a name.</summary>
    public const int LongestNumber = 15;

    private const decimal LargestNumber = 1_000_000_000_000;

    private static readonly FrozenDictionary<string, int> Values = new Dictionary<string, int>
    {
        ["zero"] = 0, ["one"] = 1, ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6, ["seven"] = 7, ["eight"] = 8, ["nine"] = 9,
        ["ten"] = 10, ["eleven"] = 11, ["twelve"] = 12, ["thirteen"] = 13, ["fourteen"] = 14, ["fifteen"] = 15, ["sixteen"] = 16, ["seventeen"] = 17,
        ["eighteen"] = 18, ["nineteen"] = 19, ["twenty"] = 20, ["thirty"] = 30, ["forty"] = 40, ["fifty"] = 50, ["sixty"] = 60, ["seventy"] = 70,
        ["eighty"] = 80, ["ninety"] = 90, ["twice"] = 2, ["dozen"] = 12,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads digits such as <c>1,000</c> or <c>4.50</c>; null when they are too many.</summary>
    public static decimal? OfDigits(string written)
    {
        var digits = written.TrimEnd('s', 't', 'n', 'd', 'r', 'h', 'S', 'T', 'N', 'D', 'R', 'H');
        var grouped = IsGrouped(digits) ? digits.Replace(",", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal) : digits.Replace(',', '.');
        return digits.Length <= LongestNumber && decimal.TryParse(grouped, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <summary>Reads the number in words at a token, and how many tokens it takes; null when there is none.</summary>
    public static (decimal Value, int Length)? OfWords(IReadOnlyList<AnswerToken> tokens, int at)
    {
        var (total, length) = (0m, 0);
        if (IsOne(tokens[at].Text) && Scale(tokens, at + 1) is { } scale)
        {
            (total, length) = (scale, 2);
        }

        while (total < LargestNumber && ValueAt(tokens, at + length) is { } next && (length == 0 || FitsAfter(total, next.Value)))
        {
            total += next.Value;
            length += next.Length;
            if (Scale(tokens, at + length) is { } factor)
            {
                total *= factor;
                length++;
            }
        }

        return length > 0 ? (total, length) : null;
    }

    // "twenty-four" is three tokens.
    private static (int Value, int Length)? ValueAt(IReadOnlyList<AnswerToken> tokens, int at)
    {
        var skipped = at > 0 && at + 1 < tokens.Count && tokens[at].Text is "-" ? 1 : 0;
        return at + skipped < tokens.Count && Values.TryGetValue(tokens[at + skipped].Text, out var value) ? (value, skipped + 1) : null;
    }

    private static bool FitsAfter(decimal total, int value) => (total >= 100 && value < 100) || (total is >= 20 and < 100 && total % 10 == 0 && value is > 0 and < 10);

    private static decimal? Scale(IReadOnlyList<AnswerToken> tokens, int at) => at >= tokens.Count ? null : tokens[at].Text.ToUpperInvariant() switch
    {
        "HUNDRED" => 100,
        "THOUSAND" => 1000,
        "MILLION" => 1000000,
        "DOZEN" => 12,
        _ => null,
    };

    private static bool IsOne(string word) => word.Equals("a", StringComparison.OrdinalIgnoreCase);

    // A comma before anything but three digits is a decimal one.
    private static bool IsGrouped(string digits)
    {
        var mark = digits.IndexOfAny([',', '\'']);
        return mark > 0 && digits.AsSpan(mark + 1).IndexOfAnyExceptInRange('0', '9') is var end && (end < 0 ? digits.Length - mark - 1 : end) == 3;
    }
}
