namespace SemanticCache.Core.Agreement.Reading;

/// <summary>Finds sentences of two answers that differ in a word or two: more often an edit that changes the substance than a rewording.</summary>
internal static class Replacements
{
    private const int MostReplaced = 2;
    private const int FewestShared = 2;

    /// <summary>Returns the largest share of common content among such pairs of sentences; 0 without one.</summary>
    public static float Of(AnswerFacts left, AnswerFacts right)
    {
        var largest = 0f;
        foreach (var one in left.SentenceContents)
        {
            foreach (var other in right.SentenceContents)
            {
                largest = Math.Max(largest, Math.Abs(one.Count - other.Count) <= MostReplaced ? ShareOf(one, other) : 0);
            }
        }

        return largest;
    }

    private static float ShareOf(IReadOnlySet<string> one, IReadOnlySet<string> other)
    {
        var shared = 0;
        var missing = 0;
        foreach (var word in one)
        {
            if (other.Contains(word))
            {
                shared++;
            }
            else if (++missing > MostReplaced)
            {
                return 0;
            }
        }

        var isReplaced = missing > 0 && shared >= FewestShared && other.Count - shared is > 0 and <= MostReplaced;
        return isReplaced ? shared / (float)(one.Count + other.Count - shared) : 0;
    }
}
