using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using SemanticCache.Core.Decisions.Signals;

namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Reads numbers and units, in digits and words.</summary>
internal static class QuantityReader
{
    private const string NumbersTable = "numbers.txt";

    private static readonly FrozenDictionary<string, int> NumberWords =
        WordTable.Read(NumbersTable, 2).ToFrozenDictionary(record => record[0], record => WordTable.CountOf(NumbersTable, record), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (string Dimension, double Factor)> Units =
        WordTable.Read("units.txt", 3).ToFrozenDictionary(
            record => record[0], record => (record[1], double.Parse(record[2], CultureInfo.InvariantCulture)), StringComparer.Ordinal);

    /// <summary>Returns the quantities in order.</summary>
    public static ImmutableArray<Quantity> Read(ImmutableArray<GuardToken> tokens)
    {
        var found = ImmutableArray.CreateBuilder<Quantity>();
        for (var at = 0; at < tokens.Length; at++)
        {
            if (NumberAt(tokens, ref at) is { } number)
            {
                found.Add(WithUnit(tokens, ref at, number));
            }
            else if (Units.TryGetValue(tokens[at].Text, out var unit))
            {
                found.Add(new Quantity(null, unit.Dimension, unit.Factor, tokens[at]));
            }
        }

        return found.DrainToImmutable();
    }

    private static Quantity WithUnit(ImmutableArray<GuardToken> tokens, ref int at, double number)
    {
        var token = tokens[at];
        if (at + 1 < tokens.Length && Units.TryGetValue(tokens[at + 1].Text, out var after))
        {
            at++;
            return new Quantity(number * after.Factor, after.Dimension, after.Factor, token);
        }

        return new Quantity(number, "", 1, token);
    }

    private static double? NumberAt(ImmutableArray<GuardToken> tokens, ref int at)
    {
        var text = tokens[at].Text;
        if (char.IsAsciiDigit(text[0]))
        {
            return double.TryParse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number * Thousands(tokens, ref at) : null;
        }

        if (!NumberWords.TryGetValue(text, out var value))
        {
            return null;
        }

        // "twenty five" and "two hundred" are one number.
        var sum = (double)value;
        while (at + 1 < tokens.Length && NumberWords.TryGetValue(tokens[at + 1].Text, out var next))
        {
            sum = next >= 100 ? sum * next : sum + next;
            at++;
        }

        return sum;
    }

    private static int Thousands(ImmutableArray<GuardToken> tokens, ref int at)
    {
        if (at + 1 < tokens.Length && tokens[at + 1].Text == "k" && tokens[at + 1].Start == tokens[at].Start + tokens[at].Length)
        {
            at++;
            return 1000;
        }

        return 1;
    }
}
