namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>Reads numbers written in words, such as twenty-five, a dozen or the second.</summary>
internal static class SpelledNumberReader
{
    private const int OrdinalPole = 1;
    private const double Hundred = 100;

    /// <summary>Returns the number that begins at the token, or null.</summary>
    public static Quantity? Read(GuardText text, int index)
    {
        if (MarkAt(text, index) is not { } first)
        {
            return null;
        }

        if (first.Term.Pole is OrdinalPole)
        {
            return new Quantity(text.Tables.Numbers[first.Term.Line], null, IsOrdinal: true, index, index);
        }

        var value = text.Tables.Numbers[first.Term.Line];
        var last = first.Last;
        while (MarkAt(text, last + 1) is { Term.Pole: not OrdinalPole } next && TryJoin(value, text.Tables.Numbers[next.Term.Line], out var joined))
        {
            value = joined;
            last = next.Last;
        }

        var quantity = QuantityReader.WithUnit(text, value, index, last);
        return value is 1 && quantity.Unit is null && IsPronoun(text, index) ? null : quantity;
    }

    private static Mark? MarkAt(GuardText text, int index)
    {
        foreach (var mark in text.Marks)
        {
            if (mark.First == index && mark.Term.Table is WordTableKind.Numbers)
            {
                return mark;
            }
        }

        return null;
    }

    // Twenty + five, two x hundred, a hundred + twenty.
    private static bool TryJoin(double value, double next, out double joined)
    {
        joined = next >= Hundred || next is 12 ? value * next : value + next;
        return next >= Hundred ? value < next : (next is 12 && value is > 1 and < 12) || (value >= Hundred && value % Hundred == 0)
            || (value is >= 20 and < Hundred && value % 10 == 0 && next < 10);
    }

    private static bool IsPronoun(GuardText text, int index) =>
        index + 1 >= text.Tokens.Length || text.Tokens[index + 1].Is(TokenTraits.ClauseStart) || !text.HasContent(index + 1)
        || (index > 0 && text.Word(index - 1) is "this" or "that" or "which" or "the" or "any" or "no" or "every" or "each");
}
