namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>Compares the names in two texts that are otherwise nearly the same.</summary>
internal static class Names
{
    private const int ShortestMisspelt = 4;

    /// <summary>Returns the names that stand in each other's place, or null.</summary>
    public static (string Reason, string Question, string Candidate)? FindConflict(GuardText question, GuardText candidate)
    {
        var edit = TextEdit.Between(question, candidate);
        return edit is { IsSmall: true, QuestionLength: > 0, CandidateLength: > 0 }
            && FirstName(question, edit.First, edit.QuestionLast) is { } mine
            && FirstName(candidate, edit.First, edit.CandidateLast) is { } theirs
            && !MeansTheSame(question, mine, candidate, theirs)
            && !IsMisspelling(question.Word(mine), candidate.Word(theirs))
            && !Inflections.Stem(question.Word(mine)).SequenceEqual(Inflections.Stem(candidate.Word(theirs)))
            ? ("name_differs", question.Span(mine, mine), candidate.Span(theirs, theirs))
            : null;
    }

    // The table knows some names that stand for the same thing.
    private static bool MeansTheSame(GuardText text, int index, GuardText other, int otherIndex)
    {
        foreach (var mine in text.Marks)
        {
            foreach (var theirs in other.Marks)
            {
                if (mine.Term == theirs.Term && mine.Term.Table is WordTableKind.Entities && mine.First <= index && mine.Last >= index
                    && theirs.First <= otherIndex && theirs.Last >= otherIndex)
                {
                    return true;
                }
            }
        }

        return false;
    }

    // One letter more, less or changed, or two that changed places, in a word that is not short.
    private static bool IsMisspelling(ReadOnlySpan<char> mine, ReadOnlySpan<char> theirs)
    {
        var prefix = mine.CommonPrefixLength(theirs);
        mine = mine[prefix..];
        theirs = theirs[prefix..];
        while (mine.Length > 0 && theirs.Length > 0 && mine[^1] == theirs[^1])
        {
            mine = mine[..^1];
            theirs = theirs[..^1];
        }

        if (mine.Length + theirs.Length == 1 && (mine is "s" || theirs is "s"))
        {
            return true;
        }

        return prefix + Math.Max(mine.Length, theirs.Length) >= ShortestMisspelt
            && (Math.Max(mine.Length, theirs.Length) <= 1 || (mine.Length is 2 && theirs.Length is 2 && mine[0] == theirs[1] && mine[1] == theirs[0]));
    }

    // A capital says something only inside a sentence, and only where capitals are not used throughout.
    private static int? FirstName(GuardText text, int first, int last)
    {
        for (var index = first; index <= last; index++)
        {
            var token = text.Tokens[index];
            if (text.HasContent(index) && (token.Is(TokenTraits.Quoted) || (token.Is(TokenTraits.Capitalised) && !token.Is(TokenTraits.SentenceStart) && !text.IsShouted)))
            {
                return index;
            }
        }

        return null;
    }
}
