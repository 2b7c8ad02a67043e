using SemanticCache.Core.Decisions.Guards.Reading;

namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Refuses when one question denies what the other, which denies nothing, says: "haven't opened" and "have opened".</summary>
internal sealed class NegationGuard : IGuard
{
    private const int Reach = 3;
    private const int FewestShared = 3;
    private const double ShareNeeded = 0.67;
    private const int DenialPole = 0;
    private readonly int _denials = WordTables.Embedded.LineOf(WordTableKind.Negation, "denial");
    private readonly int _nouns = WordTables.Embedded.LineOf(WordTableKind.Negation, "noun");

    /// <inheritdoc/>
    public string Name => "negation";

    /// <inheritdoc/>
    public bool IsDefault => false;

    /// <inheritdoc/>
    public GuardRefusal? Check(GuardText question, GuardText candidate)
    {
        if (FindDenied(question, candidate) is { } mine)
        {
            return new GuardRefusal(Name, "negation_differs", mine.Denial, mine.Statement);
        }

        return FindDenied(candidate, question) is { } theirs
            ? new GuardRefusal(Name, "negation_differs", theirs.Statement, theirs.Denial)
            : CheckAdded(question, candidate);
    }

    private GuardRefusal? CheckAdded(GuardText question, GuardText candidate) =>
        Additions.OfTable(WordTableKind.Negation, question, candidate, isAnyPole: false) is { } added
            ? new GuardRefusal(Name, "negation_added", added.Question, added.Candidate)
            : null;

    private (string Denial, string Statement)? FindDenied(GuardText text, GuardText other)
    {
        foreach (var mark in text.Marks)
        {
            if (mark.Term is { Table: WordTableKind.Negation, Pole: DenialPole } && (mark.Term.Line == _denials || mark.Term.Line == _nouns)
                && DeniedWord(text, mark) is { } denied
                && FindStated(text, denied, other) is { } stated && !Denies(other) && (SharesPole(text, denied, other, stated) || Overlap.IsLarge(text, other, FewestShared, ShareNeeded)))
            {
                return (text.Span(mark.First, denied), other.Span(stated, stated));
            }
        }

        return null;
    }

    private static bool Denies(GuardText text)
    {
        foreach (var mark in text.Marks)
        {
            if (mark.Term.Table is WordTableKind.Negation)
            {
                return true;
            }
        }

        return false;
    }

    // Skips what stands between a negation and the word it denies, but not into another phrase: "wasn't in the box" denies no box.
    private static int? DeniedWord(GuardText text, Mark denial)
    {
        for (var index = denial.Last + 1; index < text.Tokens.Length && index <= denial.Last + Reach; index++)
        {
            if (text.Tokens[index].Is(TokenTraits.ClauseStart) || text.Tokens[index].Kind is not TokenKind.Word || text.Word(index) is "let" or "in" or "on" or "at" or "from" or "to" or "for" or "with")
            {
                return null;
            }

            if (text.HasContent(index))
            {
                return index;
            }
        }

        return null;
    }

    private static int? FindStated(GuardText text, int denied, GuardText other)
    {
        for (var index = 0; index < other.Tokens.Length; index++)
        {
            if (MeansTheSame(text, denied, other, index))
            {
                return index;
            }
        }

        return null;
    }

    private static bool MeansTheSame(GuardText text, int index, GuardText other, int otherIndex) =>
        Inflections.Stem(text.Word(index)).SequenceEqual(Inflections.Stem(other.Word(otherIndex)))
        || SharesPole(text, index, other, otherIndex);

    private static bool SharesPole(GuardText text, int index, GuardText other, int otherIndex)
    {
        foreach (var mine in text.Marks)
        {
            if (mine.First != index || mine.Term.Table is not (WordTableKind.Actions or WordTableKind.Opposites or WordTableKind.Conditions))
            {
                continue;
            }

            foreach (var theirs in other.Marks)
            {
                if (theirs.First == otherIndex && theirs.Term == mine.Term)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
