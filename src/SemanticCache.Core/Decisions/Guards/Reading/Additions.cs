namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>Finds what one of two texts says in addition, when they are word for word the same otherwise.</summary>
internal static class Additions
{
    /// <summary>Returns the words of a table that stand only in the longer text, or null.</summary>
    /// <param name="table">The table.</param>
    /// <param name="question">The one text.</param>
    /// <param name="candidate">The other text.</param>
    /// <param name="isAnyPole">Whether the words of every pole count, or those of the first alone.</param>
    public static (string Question, string Candidate)? OfTable(WordTableKind table, GuardText question, GuardText candidate, bool isAnyPole)
    {
        var edit = TextEdit.Between(question, candidate);
        return IsInsertion(edit, candidate, question) && FirstMark(question, table, edit.First, edit.QuestionLast, isAnyPole) is { } mine ? (mine, "")
            : IsInsertion(edit, question, candidate) && FirstMark(candidate, table, edit.First, edit.CandidateLast, isAnyPole) is { } theirs ? ("", theirs)
            : null;
    }

    /// <summary>Returns the number that stands only in the longer text, or null; one of something is no addition.</summary>
    public static (string Question, string Candidate)? OfNumbers(GuardText question, GuardText candidate)
    {
        var edit = TextEdit.Between(question, candidate);
        return IsInsertion(edit, candidate, question) && FirstNumber(question, edit.First, edit.QuestionLast) is { } mine ? (mine, "")
            : IsInsertion(edit, question, candidate) && FirstNumber(candidate, edit.First, edit.CandidateLast) is { } theirs ? ("", theirs)
            : null;
    }

    // What stands in a clause of its own is a story beside the question rather than a part of it.
    private static bool IsInsertion(TextEdit edit, GuardText shorter, GuardText longer)
    {
        var added = longer.Tokens.Length - shorter.Tokens.Length;
        if (!edit.IsSmall || added <= 0 || Math.Min(edit.QuestionLength, edit.CandidateLength) != 0)
        {
            return false;
        }

        for (var index = Math.Max(1, edit.First); index <= edit.First + added && index < longer.Tokens.Length; index++)
        {
            if (longer.Tokens[index].Is(TokenTraits.ClauseStart))
            {
                return false;
            }
        }

        return true;
    }

    private static string? FirstMark(GuardText text, WordTableKind table, int first, int last, bool isAnyPole)
    {
        foreach (var mark in text.Marks)
        {
            if (mark.Term.Table == table && (isAnyPole || mark.Term.Pole is 0) && mark.Last >= first && mark.First <= last)
            {
                return text.Span(mark);
            }
        }

        return null;
    }

    // A bare 2 or 4 may stand for a word, as in "what 2 do 4 a refund".
    private static string? FirstNumber(GuardText text, int first, int last)
    {
        foreach (var quantity in text.Quantities)
        {
            if (quantity.First >= first && quantity.Last <= last && (quantity.Unit is not null || (quantity.Value is not 1 && text.Word(quantity.First) is not ("2" or "4"))))
            {
                return text.Span(quantity.First, quantity.Last);
            }
        }

        return null;
    }
}
