using System.Buffers;
using System.Globalization;

namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>Reads numbers written in digits.</summary>
internal static class NumberParser
{
    private const int GroupLength = 3;
    private const int LongestNumber = 12;
    private static readonly SearchValues<char> DigitsAndJoints = SearchValues.Create("0123456789.,:/");

    /// <summary>Reads digits with separators of thousands or decimals; false for times, dates, and long numbers, which are codes.</summary>
    public static bool TryParse(ReadOnlySpan<char> digits, out double value)
    {
        value = 0;
        if (digits.IsEmpty || digits.Length > LongestNumber || digits.ContainsAny(':', '/'))
        {
            return false;
        }

        var separator = digits.LastIndexOfAny('.', ',');
        if (separator < 0)
        {
            return double.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
        }

        Span<char> plain = stackalloc char[digits.Length];
        var isDecimal = !IsGrouped(digits);
        var length = 0;
        for (var index = 0; index < digits.Length; index++)
        {
            if (char.IsAsciiDigit(digits[index]))
            {
                plain[length++] = digits[index];
            }
            else if (isDecimal && index == separator)
            {
                plain[length++] = '.';
            }
        }

        return double.TryParse(plain[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Returns how many characters at the start are digits or signs between digits.</summary>
    public static int DigitsAtStart(ReadOnlySpan<char> word)
    {
        var length = word.IndexOfAnyExcept(DigitsAndJoints);
        return length < 0 ? word.Length : length;
    }

    // 1,000 and 1.000.000 are grouped; 1.5, 12.50 and 0.125 are not.
    private static bool IsGrouped(ReadOnlySpan<char> digits)
    {
        var first = digits.IndexOfAny('.', ',');
        if (first is 0 or > GroupLength || digits[0] == '0')
        {
            return false;
        }

        for (var position = first; position < digits.Length; position += GroupLength + 1)
        {
            if (digits[position] != digits[first] || digits.Length - position <= GroupLength || digits.Slice(position + 1, GroupLength).ContainsAny('.', ','))
            {
                return false;
            }
        }

        return true;
    }
}
