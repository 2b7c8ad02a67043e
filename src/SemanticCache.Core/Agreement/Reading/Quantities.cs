namespace SemanticCache.Core.Agreement.Reading;

/// <summary>Compares the numbers of two answers.</summary>
internal static class Quantities
{
    /// <summary>Returns how many different numbers one answer has that the other lacks, without those that may go unsaid.</summary>
    public static int Missing(AnswerFacts from, AnswerFacts inside)
    {
        var missing = 0;
        for (var i = 0; i < from.Quantities.Length; i++)
        {
            var quantity = from.Quantities[i];
            missing += !quantity.IsWeak && IsFirst(from, i) && CountOf(quantity, inside) == 0 ? 1 : 0;
        }

        return missing;
    }

    /// <summary>Whether each answer has some number more often than the other, as when one of two equal numbers was changed.</summary>
    public static bool HaveDifferentCounts(AnswerFacts left, AnswerFacts right) => HasMore(left, right) && HasMore(right, left);

    /// <summary>Returns how many pairs of numbers of one unit stand in each other's place: there each is nearer to what the other belongs to here.</summary>
    public static int Swapped(AnswerFacts left, AnswerFacts right) => Math.Max(CountSwapped(left, right), CountSwapped(right, left));

    private static bool HasMore(AnswerFacts from, AnswerFacts inside)
    {
        foreach (var quantity in from.Quantities)
        {
            if (CountOf(quantity, from) > CountOf(quantity, inside))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsFirst(AnswerFacts facts, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (facts.Quantities[i].Unit == facts.Quantities[index].Unit && facts.Quantities[i].Value == facts.Quantities[index].Value)
            {
                return false;
            }
        }

        return true;
    }

    private static int CountOf(Quantity quantity, AnswerFacts facts)
    {
        var count = 0;
        foreach (var other in facts.Quantities)
        {
            count += quantity.Matches(other) ? 1 : 0;
        }

        return count;
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
