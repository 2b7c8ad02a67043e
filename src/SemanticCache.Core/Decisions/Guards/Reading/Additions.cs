namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>Finds what one of two texts says in addition, when they are word for word the same otherwise.</summary>
internal static class Additions
{
    /// <summary>Returns the words of the first pole of a table that stand only in the longer text, or null.</summary>
    public static (string Question, string Candidate)? OfTable(WordTableKind table, GuardText question, GuardText candidate)
    {
        var edit = TextEdit.Between(question, candidate);
        return !edit.IsSmall ? null
            : edit.CandidateLength == 0 && FirstMark(question, table, edit.First, edit.QuestionLast) is { } mine ? (mine, "")
            : edit.QuestionLength == 0 && FirstMark(candidate, table, edit.First, edit.CandidateLast) is { } theirs ? ("", theirs)
            : null;
    }

    /// <summary>Returns the number that stands only in the longer text, or null; one of something is no addition.</summary>
    public static (string Question, string Candidate)? OfNumbers(GuardText question, GuardText candidate)
    {
        var edit = TextEdit.Between(question, candidate);
        return !edit.IsSmall ? null
            : edit.CandidateLength == 0 && FirstNumber(question, edit.First, edit.QuestionLast) is { } mine ? (mine, "")
            : edit.QuestionLength == 0 && FirstNumber(candidate, edit.First, edit.CandidateLast) is { } theirs ? ("", theirs)
            : null;
    }

    private static string? FirstMark(GuardText text, WordTableKind table, int first, int last)
    {
        foreach (var mark in text.Marks)
        {
            if (mark.Term.Table == table && mark.Term.Pole is 0 && mark.First >= first && mark.Last <= last)
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
