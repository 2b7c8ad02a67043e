namespace SemanticCache.Core.Agreement.Reading;

/// <summary>A number of an answer with its unit.</summary>
/// <param name="Written">The number as it was written, without its unit's factor.</param>
/// <param name="Value">The number in the base unit of its kind.</param>
/// <param name="Unit">The kind of unit ("time", "month", "eur" …); empty without one.</param>
/// <param name="IsWeak">Whether it may as well be left out ("one", "a week").</param>
/// <param name="Token">The index of its first token.</param>
/// <param name="End">The index after its last token, the unit's included.</param>
internal readonly record struct Quantity(decimal Written, decimal Value, string Unit, bool IsWeak, int Token, int End)
{
    /// <summary>Tells whether both are the same amount; where one has no unit the bare numbers count.</summary>
    public bool Matches(Quantity other) =>
        (Unit == other.Unit && Value == other.Value) || ((Unit.Length == 0 || other.Unit.Length == 0) && Written == other.Written);
}
