using SemanticCache.Core.Decisions.Guards.Reading;

namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Refuses when both questions have the same number of different units, or amounts in different currencies.</summary>
internal sealed class UnitGuard : IGuard
{
    private const char FamilyEnd = '/';

    /// <inheritdoc/>
    public string Name => "unit";

    /// <inheritdoc/>
    public bool IsDefault => true;

    /// <inheritdoc/>
    public GuardRefusal? Check(GuardText question, GuardText candidate)
    {
        foreach (var mine in question.Quantities)
        {
            foreach (var theirs in candidate.Quantities)
            {
                if (Disagree(mine, theirs) && !HasAgreeing(mine, candidate) && !HasAgreeing(theirs, question) && IsComparable(mine, theirs, question, candidate))
                {
                    return new GuardRefusal(Name, "unit_differs", question.Span(mine.First, mine.Last), candidate.Span(theirs.First, theirs.Last));
                }
            }
        }

        return null;
    }

    private static bool HasAgreeing(Quantity mine, GuardText other)
    {
        foreach (var theirs in other.Quantities)
        {
            if (theirs.Unit?.Dimension == mine.Unit?.Dimension && (mine.IsAsMuchAs(theirs) || mine.Value != theirs.Value))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Disagree(Quantity mine, Quantity theirs) => mine.Unit is not null && theirs.Unit is not null && mine.Unit.Line != theirs.Unit.Line
        && (mine.Value == theirs.Value || IsOtherCurrency(mine.Unit.Dimension, theirs.Unit.Dimension));

    // The same number of something else, such as two weeks and two boxes, is telling only where all else is alike.
    private static bool IsComparable(Quantity mine, Quantity theirs, GuardText question, GuardText candidate) =>
        mine.Unit?.Dimension == theirs.Unit?.Dimension || Overlap.IsLarge(question, candidate);

    private static bool IsOtherCurrency(string mine, string theirs)
    {
        var family = mine.IndexOf(FamilyEnd);
        return family >= 0 && mine != theirs && theirs.AsSpan().StartsWith(mine.AsSpan(0, family + 1), StringComparison.Ordinal);
    }
}
