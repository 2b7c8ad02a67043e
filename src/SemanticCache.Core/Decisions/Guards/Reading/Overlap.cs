namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>Tells how much two texts share.</summary>
internal static class Overlap
{
    /// <summary>Tells whether at least half of the content words of the text with fewer of them stand in the other one too.</summary>
    /// <param name="question">The one text.</param>
    /// <param name="candidate">The other text.</param>
    /// <param name="fewest">How many words they must share at least.</param>
    public static bool IsLarge(GuardText question, GuardText candidate, int fewest = 1)
    {
        var mine = CountContent(question);
        var theirs = CountContent(candidate);
        var (small, large) = mine <= theirs ? (question, candidate) : (candidate, question);
        var shared = 0;
        for (var index = 0; index < small.Tokens.Length; index++)
        {
            shared += small.HasContent(index) && Contains(large, Inflections.Stem(small.Word(index))) ? 1 : 0;
        }

        return shared >= fewest && 2 * shared >= Math.Min(mine, theirs);
    }

    private static int CountContent(GuardText text)
    {
        var count = 0;
        for (var index = 0; index < text.Tokens.Length; index++)
        {
            count += text.HasContent(index) ? 1 : 0;
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
