namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>Finds two things that changed places: around a connecting word, or in texts that are the same otherwise.</summary>
internal static class SwappedPlaces
{
    private const int Reach = 4;
    private const int TightReach = 2;
    private const char To = 't';
    private const char Arrow = '>';
    private const char Than = '<';
    private const char Before = 'b';
    private const char After = 'a';
    private const string Kinds = "t><ba";

    /// <summary>Returns the places in both texts, or null.</summary>
    public static (string Question, string Candidate)? Find(GuardText question, GuardText candidate)
    {
        if (FindExact(question, candidate) is { } exact)
        {
            return exact;
        }

        foreach (var kind in Kinds)
        {
            if (ConnectorOf(question, kind) is { } mine && ConnectorOf(candidate, kind) is { } theirs && IsDirected(question, kind) && IsDirected(candidate, kind)
                && Swapped(question, mine, candidate, theirs, kind is To ? TightReach : Reach) is { } pair)
            {
                return (question.Span(pair.Left, pair.Right), candidate.Span(pair.OtherLeft, pair.OtherRight));
            }
        }

        return null;
    }

    // Word for word the same but for two words; "A and B" may become "B and A", so there must be a word of content between, and relations
    // between names, such as "Ann is married to Bob", mostly hold both ways.
    private static (string Question, string Candidate)? FindExact(GuardText question, GuardText candidate)
    {
        if (question.Tokens.Length != candidate.Tokens.Length)
        {
            return null;
        }

        var first = -1;
        var second = -1;
        for (var index = 0; index < question.Tokens.Length; index++)
        {
            if (!IsSame(question, index, candidate, index))
            {
                if (second >= 0)
                {
                    return null;
                }

                (first, second) = first < 0 ? (index, -1) : (first, index);
            }
        }

        return second >= 0 && !IsName(question, second) && !IsName(candidate, second)
            && IsSame(question, first, candidate, second) && IsSame(question, second, candidate, first) && HasContentBetween(question, first, second)
            ? (question.Span(first, second), candidate.Span(first, second))
            : null;
    }

    private static bool IsName(GuardText text, int index) => text.Tokens[index].Is(TokenTraits.Capitalised) && !text.IsShouted;

    private static bool HasContentBetween(GuardText text, int first, int second)
    {
        var hasContent = false;
        for (var index = first + 1; index < second; index++)
        {
            if (text.Word(index) is "with" or "than" or "vs" or "versus" or "like")
            {
                return false;
            }

            hasContent |= text.HasContent(index);
        }

        return hasContent;
    }

    // "A is engaged to B" and "A is better than B" ask the same the other way round; "change A to B" and "rather A than B" do not.
    private static bool IsDirected(GuardText text, char kind)
    {
        var isDirected = kind is not (To or Than);
        for (var index = 0; index < text.Tokens.Length && !isDirected; index++)
        {
            isDirected = kind is To
                ? text.Word(index) is "from" or "change" or "switch" or "swap" or "move" or "go" or "convert" or "transfer" or "upgrade" or "downgrade" or "migrate" or "translate"
                : text.Word(index) is "rather" or "instead" or "prefer";
        }

        return isDirected;
    }

    private static int? ConnectorOf(GuardText text, char kind)
    {
        for (var index = 1; index < text.Tokens.Length - 1; index++)
        {
            if (ConnectorAt(text, index) == kind)
            {
                return index;
            }
        }

        return null;
    }

    private static char ConnectorAt(GuardText text, int index) => text.Word(index) switch
    {
        "to" or "into" => To,
        "->" or "=>" or "→" => Arrow,
        "than" or "instead" => Than,
        "before" => Before,
        "after" => After,
        _ => ' ',
    };

    // A word stands only left of the connector in one text and only right of it in the other, and one the other way round.
    private static (int Left, int Right, int OtherLeft, int OtherRight)? Swapped(GuardText text, int connector, GuardText other, int otherConnector, int reach)
    {
        for (var left = Math.Max(0, connector - reach); left < connector; left++)
        {
            var otherRight = Find(text, left, other, otherConnector + 1, otherConnector + reach);
            if (otherRight < 0 || Find(text, left, other, otherConnector - reach, otherConnector - 1) >= 0
                || Find(text, left, text, connector + 1, connector + reach) >= 0)
            {
                continue;
            }

            for (var right = connector + 1; right <= Math.Min(text.Tokens.Length - 1, connector + reach); right++)
            {
                var otherLeft = Find(text, right, other, otherConnector - reach, otherConnector - 1);
                if (otherLeft >= 0 && Find(text, right, other, otherConnector + 1, otherConnector + reach) < 0
                    && Find(text, right, text, connector - reach, connector - 1) < 0)
                {
                    return (left, right, otherLeft, otherRight);
                }
            }
        }

        return null;
    }

    private static int Find(GuardText text, int index, GuardText other, int from, int until)
    {
        if (!text.HasContent(index))
        {
            return -1;
        }

        for (var found = Math.Max(0, from); found <= Math.Min(other.Tokens.Length - 1, until); found++)
        {
            if (other.HasContent(found) && IsSame(text, index, other, found))
            {
                return found;
            }
        }

        return -1;
    }

    private static bool IsSame(GuardText text, int index, GuardText other, int otherIndex) =>
        Inflections.Stem(text.Word(index)).SequenceEqual(Inflections.Stem(other.Word(otherIndex)));
}
