namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>A date or time written in numbers.</summary>
/// <param name="Kind">What it tells.</param>
/// <param name="Value">The minutes, day or year.</param>
/// <param name="IsHalfDay">Whether a time of day leaves open which half of the day it is in.</param>
/// <param name="First">The index of its first token.</param>
/// <param name="Last">The index of its last token.</param>
internal readonly record struct Moment(MomentKind Kind, int Value, bool IsHalfDay, int First, int Last)
{
    private const int HalfDay = 12 * 60;

    /// <summary>Tells whether both can be the same moment.</summary>
    public bool IsSame(Moment other) => Kind == other.Kind
        && (IsHalfDay || other.IsHalfDay ? Value % HalfDay == other.Value % HalfDay : Value == other.Value);
}
