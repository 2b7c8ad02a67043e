namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>A number of a text, with its unit where one stands beside it.</summary>
/// <param name="Value">The number.</param>
/// <param name="Unit">The unit, or null.</param>
/// <param name="IsOrdinal">Whether it is a place in a row, such as the second.</param>
/// <param name="First">The index of its first token.</param>
/// <param name="Last">The index of its last token, the unit included.</param>
internal readonly record struct Quantity(double Value, Unit? Unit, bool IsOrdinal, int First, int Last)
{
    private const double ConversionTolerance = 0.09;

    /// <summary>Tells whether both are as much; across units months and weeks make it approximate.</summary>
    public bool IsAsMuchAs(Quantity other)
    {
        var mine = Value * (Unit?.Factor ?? 1);
        var theirs = other.Value * (other.Unit?.Factor ?? 1);
        var tolerance = Unit?.Line == other.Unit?.Line ? 1e-9 : ConversionTolerance;
        return Math.Abs(mine - theirs) <= tolerance * Math.Max(Math.Abs(mine), Math.Abs(theirs));
    }
}
