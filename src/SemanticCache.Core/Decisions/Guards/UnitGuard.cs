namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Refuses where both texts measure the same in units that differ and no amount is the same: days and weeks, dollars and euros.</summary>
internal sealed class UnitGuard : IGuard
{
    private const string Currency = "currency";

    /// <inheritdoc/>
    public string Name => "unit";

    /// <inheritdoc/>
    public bool IsDefault => false;

    /// <inheritdoc/>
    public GuardRefusal? Check(GuardText question, GuardText candidate)
    {
        foreach (var mine in question.Quantities)
        {
            foreach (var other in candidate.Quantities)
            {
                if (Differ(mine, other) && !HaveCommon(question, candidate, mine.Dimension))
                {
                    return new GuardRefusal(Name, "unit_differs", question.Span(mine.Token), candidate.Span(other.Token));
                }
            }
        }

        return null;
    }

    private static bool Differ(Quantity mine, Quantity other) =>
        mine.Dimension.Length > 0 && other.Dimension.Length > 0
        && (mine.Dimension == other.Dimension ? mine.Unit != other.Unit : AreCurrencies(mine, other));

    private static bool AreCurrencies(Quantity mine, Quantity other) =>
        mine.Dimension.StartsWith(Currency, StringComparison.Ordinal) && other.Dimension.StartsWith(Currency, StringComparison.Ordinal);

    private static bool HaveCommon(GuardText question, GuardText candidate, string dimension) =>
        question.Quantities.Any(mine => mine.Dimension == dimension && candidate.Quantities.Any(other =>
            other.Dimension == dimension && (other.Unit == mine.Unit || (mine.Amount is not null && other.Amount == mine.Amount))));
}
