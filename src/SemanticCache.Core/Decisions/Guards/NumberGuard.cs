using SemanticCache.Core.Decisions.Guards.Reading;

namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Refuses when both questions count or measure the same thing and no number agrees, such as 5 GB and 10 GB.</summary>
internal sealed class NumberGuard : IGuard
{
    private const int FewestShared = 1;
    private const double ShareNeeded = 0.67;

    /// <inheritdoc/>
    public string Name => "number";

    /// <inheritdoc/>
    public bool IsDefault => true;

    /// <inheritdoc/>
    public GuardRefusal? Check(GuardText question, GuardText candidate)
    {
        foreach (var mine in question.Quantities)
        {
            foreach (var theirs in candidate.Quantities)
            {
                if (CountsTheSame(question, mine, candidate, theirs) && !Agrees(question, mine, candidate) && !Agrees(candidate, theirs, question)
                    && Overlap.IsLarge(question, candidate, FewestShared, ShareNeeded))
                {
                    return new GuardRefusal(Name, "number_differs", question.Span(mine.First, mine.Last), candidate.Span(theirs.First, theirs.Last));
                }
            }
        }

        return Additions.OfNumbers(question, candidate) is { } added
            ? new GuardRefusal(Name, "number_added", added.Question, added.Candidate)
            : null;
    }

    private static bool Agrees(GuardText text, Quantity mine, GuardText other)
    {
        foreach (var theirs in other.Quantities)
        {
            if (CountsTheSame(text, mine, other, theirs) && mine.IsAsMuchAs(theirs))
            {
                return true;
            }
        }

        return false;
    }

    private static bool CountsTheSame(GuardText text, Quantity mine, GuardText other, Quantity theirs)
    {
        if (mine.IsOrdinal != theirs.IsOrdinal)
        {
            return false;
        }

        return mine.Unit is not null || theirs.Unit is not null
            ? mine.Unit?.Dimension == theirs.Unit?.Dimension
            : HasSameNoun(text, mine.Last + 1, other, theirs.Last + 1);
    }

    private static bool HasSameNoun(GuardText text, int index, GuardText other, int otherIndex) =>
        index < text.Tokens.Length && otherIndex < other.Tokens.Length && text.HasContent(index)
        && Inflections.Stem(text.Word(index)).SequenceEqual(Inflections.Stem(other.Word(otherIndex)));
}
