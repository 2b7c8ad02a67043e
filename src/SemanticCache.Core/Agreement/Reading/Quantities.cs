namespace SemanticCache.Core.Agreement.Reading;

/// <summary>Compares the numbers of two answers.</summary>
internal static class Quantities
{
    /// <summary>Returns how many different numbers one answer has that the other lacks; what may go unsaid counts only where both have something else instead.</summary>
    public static int Missing(AnswerFacts from, AnswerFacts inside)
    {
        var missing = CountMissing(from, inside, weak: false);
        return missing > 0 || CountMissing(from, inside, weak: true) == 0 || CountMissing(inside, from, weak: true) == 0 ? missing : 1;
    }

    /// <summary>Returns how many pairs of numbers of one unit stand in each other's place: there each is nearer to what the other belongs to here.</summary>
    public static int Swapped(AnswerFacts left, AnswerFacts right) => Math.Max(CountSwapped(left, right), CountSwapped(right, left));

    private static int CountMissing(AnswerFacts from, AnswerFacts inside, bool weak)
    {
        var missing = 0;
        for (var i = 0; i < from.Quantities.Length; i++)
        {
            var quantity = from.Quantities[i];
            missing += quantity.IsWeak == weak && IndexOf(quantity, from) == i && IndexOf(quantity, inside) < 0 ? 1 : 0;
        }

        return missing;
    }

    private static int CountSwapped(AnswerFacts left, AnswerFacts right)
    {
        var swapped = 0;
        for (var i = 0; i < left.Quantities.Length; i++)
        {
            for (var j = i + 1; j < left.Quantities.Length; j++)
            {
                swapped += IsSwapped(left, i, j, right) ? 1 : 0;
            }
        }

        return swapped;
    }

    private static bool IsSwapped(AnswerFacts left, int i, int j, AnswerFacts right)
    {
        var (one, other) = (left.Quantities[i], left.Quantities[j]);
        if ((one.Unit != other.Unit && one.Unit.Length > 0 && other.Unit.Length > 0) || one.Matches(other))
        {
            return false;
        }

        var (oneThere, otherThere) = (IndexOf(one, right), IndexOf(other, right));
        if (oneThere < 0 || otherThere < 0 || oneThere == otherThere)
        {
            return false;
        }

        var (hereOne, hereOther) = (left.QuantityContexts[i], left.QuantityContexts[j]);
        var (thereOne, thereOther) = (right.QuantityContexts[oneThere], right.QuantityContexts[otherThere]);
        return Shared(hereOne, thereOther) + Shared(hereOther, thereOne) > Shared(hereOne, thereOne) + Shared(hereOther, thereOther) + 1;
    }

    private static int IndexOf(Quantity quantity, AnswerFacts facts)
    {
        for (var i = 0; i < facts.Quantities.Length; i++)
        {
            if (quantity.Matches(facts.Quantities[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static int Shared(IReadOnlySet<string> left, IReadOnlySet<string> right)
    {
        var shared = 0;
        foreach (var word in left)
        {
            shared += right.Contains(word) ? 1 : 0;
        }

        return shared;
    }
}
