using System.Collections.Immutable;

namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>One or more words of a table.</summary>
/// <param name="Term">What they mean.</param>
/// <param name="Words">The words, at least one.</param>
internal sealed record Phrase(Term Term, ImmutableArray<PhraseWord> Words)
{
    private const int LongestGap = 5;

    /// <summary>Returns the index of the last token of the phrase when it begins at that token, or -1.</summary>
    public int LastTokenFrom(GuardText text, int first)
    {
        var last = first;
        foreach (var word in Words.AsSpan()[1..])
        {
            last = Find(text, word, last + 1);
            if (last < 0)
            {
                return -1;
            }
        }

        return last;
    }

    private static int Find(GuardText text, PhraseWord word, int from)
    {
        var until = Math.Min(text.Tokens.Length - 1, word.HasGap ? from + LongestGap : from);
        for (var index = from; index <= until; index++)
        {
            if (text.Tokens[index].Is(TokenTraits.SentenceStart))
            {
                return -1;
            }

            if (word.Matches(text.Word(index)))
            {
                return index;
            }

            // "Turn the lights off and save on power" turns nothing on.
            if (word.HasGap && text.Word(index) is "on" or "off" or "up" or "down" or "out" or "back")
            {
                return -1;
            }
        }

        return -1;
    }
}
