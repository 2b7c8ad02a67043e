namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>Tells how much two texts share.</summary>
internal static class Overlap
{
    /// <summary>Tells whether much of the content of the text with fewer words stands in the other one too.</summary>
    /// <param name="question">The one text.</param>
    /// <param name="candidate">The other text.</param>
    /// <param name="fewest">How many words they must share at least.</param>
    /// <param name="share">Which share of the words of the text with fewer of them must stand in the other one.</param>
    public static bool IsLarge(GuardText question, GuardText candidate, int fewest = 1, double share = 0.5)
    {
        var mine = CountContent(question);
        var theirs = CountContent(candidate);
        var shared = mine < theirs ? CountShared(question, candidate)
            : mine > theirs ? CountShared(candidate, question)
            : Math.Max(CountShared(question, candidate), CountShared(candidate, question));
        return shared >= fewest && shared >= share * Math.Min(mine, theirs);
    }

    private static int CountShared(GuardText small, GuardText large)
    {
        var shared = 0;
        for (var index = 0; index < small.Tokens.Length; index++)
        {
            shared += IsCounted(small, index) && Contains(large, Inflections.Stem(small.Word(index))) ? 1 : 0;
        }

        return shared;
    }

    // Numbers, units and dates are what differs; the rest tells whether both are about the same.
    private static bool IsCounted(GuardText text, int index) =>
        text.Tokens[index].Kind is TokenKind.Word && text.HasContent(index)
        && !text.IsMarked(index, WordTableKind.Numbers) && !text.IsMarked(index, WordTableKind.Calendar) && !text.IsMarked(index, WordTableKind.Units);

    private static int CountContent(GuardText text)
    {
        var count = 0;
        for (var index = 0; index < text.Tokens.Length; index++)
        {
            count += IsCounted(text, index) ? 1 : 0;
        }

        return count;
    }

    private static bool Contains(GuardText text, ReadOnlySpan<char> stem)
    {
        for (var index = 0; index < text.Tokens.Length; index++)
        {
            if (Inflections.Stem(text.Word(index)).SequenceEqual(stem))
            {
                return true;
            }
        }

        return false;
    }
}
