using System.Collections.Immutable;
using System.Globalization;

namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>The words for numbers: a line's key is the value.</summary>
internal sealed class NumberWords
{
    private readonly ImmutableArray<double> _values;

    public NumberWords(WordTable table)
    {
        _values = [.. table.Keys.Select((key, line) => Parse(key, table.LineNumbers[line]))];
    }

    /// <summary>Returns the value of a line.</summary>
    public double this[int line] => _values[line];

    private static double Parse(string key, int number) =>
        double.TryParse(key, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new WordTableException("numbers.txt", number, $"'{key}' is not a number");
}
