namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>Finds the numbers of a text with their units.</summary>
internal static class QuantityReader
{
    private const double Thousand = 1000;
    private const int FirstYear = 1900;
    private const int LastYear = 2099;

    /// <summary>Returns the quantities of a text, in their order.</summary>
    public static Quantity[] Read(GuardText text)
    {
        var found = new List<Quantity>();
        for (var index = 0; index < text.Tokens.Length; index++)
        {
            var quantity = text.Tokens[index].Kind switch
            {
                TokenKind.Number => ReadDigits(text, index),
                TokenKind.Code => ReadCode(text, index),
                TokenKind.Word => SpelledNumberReader.Read(text, index),
                _ => null,
            };
            if (quantity is { } read)
            {
                found.Add(read);
                index = read.Last;
            }
        }

        PassUnitsBack(text, found);
        return [.. found];
    }

    /// <summary>Returns a number with the unit that stands behind or, for currencies, before it.</summary>
    public static Quantity WithUnit(GuardText text, double value, int first, int last)
    {
        if (UnitAt(text, last + 1) is { } behind)
        {
            return new Quantity(value, behind.Unit, IsOrdinal: false, first, behind.Last);
        }

        return first > 0 && text.Tokens[first - 1].Kind is TokenKind.Sign && UnitAt(text, first - 1) is { } before
            ? new Quantity(value, before.Unit, IsOrdinal: false, first - 1, last)
            : new Quantity(value, null, IsOrdinal: false, first, last);
    }

    /// <summary>Tells whether a number without a unit is a year.</summary>
    public static bool IsYear(GuardText text, int index) =>
        text.Tokens[index].Length == 4 && NumberParser.TryParse(text.Word(index), out var value) && value is >= FirstYear and <= LastYear;

    private static Quantity? ReadDigits(GuardText text, int index)
    {
        if (!NumberParser.TryParse(text.Word(index), out var value))
        {
            return null;
        }

        var quantity = WithUnit(text, value, index, index);
        return quantity.Unit is null && (IsYear(text, index) || MomentReader.IsTimeOfDay(text, index)) ? null : quantity;
    }

    private static Quantity? ReadCode(GuardText text, int index)
    {
        var word = text.Word(index);
        var digits = NumberParser.DigitsAtStart(word);
        if (!NumberParser.TryParse(word[..digits], out var value))
        {
            return null;
        }

        var suffix = word[digits..];
        return suffix switch
        {
            "k" => WithUnit(text, value * Thousand, index, index),
            "x" => new Quantity(value, null, IsOrdinal: false, index, index),
            "st" or "nd" or "rd" or "th" => new Quantity(value, null, IsOrdinal: true, index, index),
            _ => UnitOf(text, suffix) is { } unit ? new Quantity(value, unit, IsOrdinal: false, index, index) : null,
        };
    }

    private static Unit? UnitOf(GuardText text, ReadOnlySpan<char> word)
    {
        foreach (var phrase in text.Tables.StartingWith(word))
        {
            if (phrase.Term.Table is WordTableKind.Units && phrase.Words.Length == 1)
            {
                return text.Tables.Measures[phrase.Term.Line];
            }
        }

        return null;
    }

    private static (Unit Unit, int Last)? UnitAt(GuardText text, int index)
    {
        foreach (var mark in text.Marks)
        {
            if (mark.First == index && mark.Term.Table is WordTableKind.Units && !IsApart(text, index))
            {
                return (text.Tables.Measures[mark.Term.Line], mark.Last);
            }
        }

        return null;
    }

    private static bool IsApart(GuardText text, int index) => text.Tokens[index].Is(TokenTraits.SentenceStart);

    // In "2-3 days" and "5 or 6 kg" the unit is said once.
    private static void PassUnitsBack(GuardText text, List<Quantity> found)
    {
        for (var index = found.Count - 2; index >= 0; index--)
        {
            var next = found[index + 1];
            if (found[index].Unit is null && next.Unit is not null && IsRange(text, found[index].Last, next.First))
            {
                found[index] = found[index] with { Unit = next.Unit };
            }
        }
    }

    private static bool IsRange(GuardText text, int last, int next) =>
        (next == last + 1 && text.Tokens[next].Is(TokenTraits.Joined)) || (next == last + 2 && text.Word(last + 1) is "to" or "or" or "and" or "by" or "x");
}
