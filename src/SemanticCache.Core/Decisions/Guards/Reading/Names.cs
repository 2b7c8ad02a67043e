namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>Compares the names in two texts that are otherwise nearly the same.</summary>
internal static class Names
{
    /// <summary>Returns the names that stand in each other's place, or null.</summary>
    public static (string Reason, string Question, string Candidate)? FindConflict(GuardText question, GuardText candidate)
    {
        var edit = TextEdit.Between(question, candidate);
        return edit is { IsSmall: true, QuestionLength: > 0, CandidateLength: > 0 }
            && FirstName(question, edit.First, edit.QuestionLast) is { } mine
            && FirstName(candidate, edit.First, edit.CandidateLast) is { } theirs
            && !Inflections.Stem(question.Word(mine)).SequenceEqual(Inflections.Stem(candidate.Word(theirs)))
            ? ("name_differs", question.Span(mine, mine), candidate.Span(theirs, theirs))
            : null;
    }

    // A capital says something only inside a sentence, and only where capitals are not used throughout.
    private static int? FirstName(GuardText text, int first, int last)
    {
        for (var index = first; index <= last; index++)
        {
            var token = text.Tokens[index];
            if (token.Is(TokenTraits.Quoted) || (token.Is(TokenTraits.Capitalised) && !token.Is(TokenTraits.SentenceStart) && text.HasContent(index) && !IsShouted(text)))
            {
                return index;
            }
        }

        return null;
    }

    private static bool IsShouted(GuardText text) => !text.Text.AsSpan().ContainsAnyInRange('a', 'z');
}
