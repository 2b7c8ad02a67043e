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
                if (index >= firstFree || IsSameStart(marks, phrase, index))
                {
                    Add(text, phrase, index, marks, ref firstFree);
                }
            }
        }

        return [.. marks];
    }

    // A word may stand on several lines of one table: all of them count.
    private static bool IsSameStart(List<Mark> marks, Phrase phrase, int index)
    {
        for (var last = marks.Count - 1; last >= 0 && marks[last].First == index; last--)
        {
            if (marks[last].Term.Table == phrase.Term.Table)
            {
                return marks[last].Term != phrase.Term && marks[last].Last - index + 1 == phrase.Words.Length;
            }
        }

        return false;
    }

    private static void Add(GuardText text, Phrase phrase, int index, List<Mark> marks, ref int firstFree)
    {
        var last = phrase.LastTokenFrom(text, index);
        if (last >= 0)
        {
            marks.Add(new Mark(phrase.Term, index, last));

            // A phrase with a gap leaves the words in the gap to others.
            firstFree = last - index < phrase.Words.Length ? last + 1 : index + 1;
        }
    }
}
