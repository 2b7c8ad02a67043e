using System.Collections.Immutable;
using System.Globalization;

namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>The units: a line's key is <c>dimension factor</c>, or a dimension alone where nothing is converted.</summary>
internal sealed class UnitTable
{
    private readonly ImmutableArray<Unit> _units;

    public UnitTable(WordTable table)
    {
        _units = [.. table.Keys.Select((key, line) => Parse(key, line, table.LineNumbers[line]))];
    }

    /// <summary>Returns the unit of a line.</summary>
    public Unit this[int line] => _units[line];

    private static Unit Parse(string key, int line, int number)
    {
        var parts = key.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            [var dimension] => new Unit(dimension, 1, line),
            [var dimension, var factor] when double.TryParse(factor, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 =>
                new Unit(dimension, value, line),
            _ => throw new WordTableException("units.txt", number, $"'{key}' is not 'dimension factor'"),
        };
    }
}
