using System.Collections.Immutable;

namespace SemanticCache.Core.Decisions.Signals;

/// <summary>The words of a text, reduced to what two wordings of one need share.</summary>
internal sealed class QuestionWords
{
    private const int ShortestStem = 3;
    private const int ShortestMisspelt = 4;
    private const int SharedBeginning = 6;

    private static readonly string[] Endings = ["ing", "ies", "ied", "ed", "es", "s"];

    private readonly HashSet<string> _stems;

    private QuestionWords(int count, HashSet<string> stems)
    {
        Count = count;
        _stems = stems;
        Weighted = [.. stems.Select(stem => (stem, WordWeights.Of(stem)))];
        Weight = Weighted.Sum(word => word.Weight);
    }

    /// <summary>The number of words, repeated and function words included.</summary>
    public int Count { get; }

    /// <summary>The distinct stems that carry a need, with their weights.</summary>
    public ImmutableArray<(string Stem, double Weight)> Weighted { get; }

    /// <summary>The sum of their weights.</summary>
    public double Weight { get; }

    /// <summary>Reads a text.</summary>
    public static QuestionWords Of(string text)
    {
        var count = 0;
        var stems = new HashSet<string>(StringComparer.Ordinal);
        var lower = text.ToLowerInvariant();
        for (var at = 0; at < lower.Length;)
        {
            var end = EndOfWord(lower, at);
            if (end > at)
            {
                count++;
                AddStem(stems, lower[at..end]);
            }

            at = end + 1;
        }

        return new QuestionWords(count, stems);
    }

    /// <summary>Tells whether the text has this stem, a misspelling of it, or a longer word with the same beginning.</summary>
    public bool HasLike(string stem)
    {
        if (_stems.Contains(stem))
        {
            return true;
        }

        if (stem.Length < ShortestMisspelt || char.IsAsciiDigit(stem[0]))
        {
            return false;
        }

        foreach (var own in _stems)
        {
            if (IsOneSlipAway(stem, own) || SharesBeginning(stem, own))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns a word without its inflection.</summary>
    public static string StemOf(string word)
    {
        foreach (var ending in Endings)
        {
            if (word.Length - ending.Length >= ShortestStem && word.EndsWith(ending, StringComparison.Ordinal))
            {
                return word[..^ending.Length];
            }
        }

        return word;
    }

    private static void AddStem(HashSet<string> stems, string word)
    {
        var stem = StemOf(word);
        if (!WordWeights.IsFunctionWord(word) && !WordWeights.IsFunctionWord(stem))
        {
            stems.Add(stem);
        }
    }

    // A word may hold one apostrophe between letters: "don't" is one word.
    private static int EndOfWord(string text, int start)
    {
        var end = start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || IsInnerApostrophe(text, start, end)))
        {
            end++;
        }

        return end;
    }

    private static bool IsInnerApostrophe(string text, int start, int at) =>
        text[at] is '\'' or '’' && at > start && at + 1 < text.Length && char.IsLetter(text[at + 1]);

    private static bool SharesBeginning(string left, string right) =>
        left.Length >= SharedBeginning && right.Length >= SharedBeginning
        && left.AsSpan(0, SharedBeginning).SequenceEqual(right.AsSpan(0, SharedBeginning));

    /// <summary>Tells whether one letter more, less, other or swapped with its neighbour makes one word the other.</summary>
    private static bool IsOneSlipAway(string left, string right)
    {
        if (left.Length > right.Length)
        {
            (left, right) = (right, left);
        }

        if (right.Length - left.Length > 1 || left.Length < ShortestMisspelt)
        {
            return false;
        }

        var same = left.AsSpan().CommonPrefixLength(right);
        var restOfLeft = left.AsSpan(same);
        var restOfRight = right.AsSpan(same);
        if (left.Length < right.Length)
        {
            return restOfLeft.SequenceEqual(restOfRight[1..]);
        }

        return restOfLeft.IsEmpty || restOfLeft[1..].SequenceEqual(restOfRight[1..])
            || (restOfLeft.Length > 1 && restOfLeft[0] == restOfRight[1] && restOfLeft[1] == restOfRight[0]
                && restOfLeft[2..].SequenceEqual(restOfRight[2..]));
    }
}
