namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>Finds the words of the tables in a text; of several phrases of one table that overlap, the longest counts.</summary>
internal static class MarkReader
{
    private static readonly int TableCount = Enum.GetValues<WordTableKind>().Length;

    /// <summary>Returns the marks of a text, in the order of their first tokens.</summary>
    public static Mark[] Read(GuardText text)
    {
        var marks = new List<Mark>(text.Tokens.Length);
        Span<int> free = stackalloc int[TableCount];
        for (var index = 0; index < text.Tokens.Length; index++)
        {
            foreach (var phrase in text.Tables.StartingWith(text.Word(index)))
            {
                ref var firstFree = ref free[(int)phrase.Term.Table];
                var last = index >= firstFree || IsMarkedAt(marks, phrase.Term.Table, index) ? phrase.LastTokenFrom(text, index) : -1;
                if (last >= 0 && (index >= firstFree || IsAnotherMeaning(marks, phrase.Term, index, last)))
                {
                    marks.Add(new Mark(phrase.Term, index, last));

                    // A phrase with a gap leaves the words in the gap to others.
                    firstFree = last - index < phrase.Words.Length ? last + 1 : index + 1;
                }
            }
        }

        return [.. marks];
    }

    private static bool IsMarkedAt(List<Mark> marks, WordTableKind table, int index)
    {
        for (var mark = marks.Count - 1; mark >= 0 && marks[mark].First == index; mark--)
        {
            if (marks[mark].Term.Table == table)
            {
                return true;
            }
        }

        return false;
    }

    // The same words may stand on several lines of one table: all of them count.
    private static bool IsAnotherMeaning(List<Mark> marks, Term term, int index, int last)
    {
        for (var mark = marks.Count - 1; mark >= 0 && marks[mark].First == index; mark--)
        {
            if (marks[mark].Term.Table == term.Table && (marks[mark].Term == term || marks[mark].Last != last))
            {
                return false;
            }
        }

        return true;
    }
}
