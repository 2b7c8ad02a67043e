namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>Compares what two texts say on the lines of a table.</summary>
internal static class Poles
{
    /// <summary>
    /// Finds a line on which both texts say something and nothing in common; what a text denies does not count.
    /// </summary>
    public static bool TryFindConflict(WordTableKind table, GuardText question, GuardText candidate, out Mark mine, out Mark theirs)
    {
        foreach (var mark in question.Marks)
        {
            if (mark.Term.Table == table && !question.IsNegated(mark.First))
            {
                var asked = PolesOf(question, mark.Term, out _);
                var stored = PolesOf(candidate, mark.Term, out theirs);
                if (stored != 0 && (asked & stored) == 0 && IsTelling(mark.Term, question, candidate))
                {
                    mine = mark;
                    return true;
                }
            }
        }

        mine = theirs = default;
        return false;
    }

    private static bool IsTelling(Term term, GuardText question, GuardText candidate) =>
        (!question.Tables.NeedsOverlap(term) && !question.IsLongWinded && !candidate.IsLongWinded) || Overlap.IsLarge(question, candidate);

    private static uint PolesOf(GuardText text, Term line, out Mark first)
    {
        var poles = 0u;
        first = default;
        foreach (var mark in text.Marks)
        {
            if (mark.Term.Table == line.Table && mark.Term.Line == line.Line && !text.IsNegated(mark.First))
            {
                first = poles == 0 ? mark : first;
                poles |= 1u << mark.Term.Pole;
            }
        }

        return poles;
    }
}
