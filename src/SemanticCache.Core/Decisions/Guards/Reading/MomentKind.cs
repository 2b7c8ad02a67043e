namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>What a moment tells.</summary>
internal enum MomentKind
{
    /// <summary>A time of day, in minutes.</summary>
    TimeOfDay,

    /// <summary>A day of a month.</summary>
    DayOfMonth,

    /// <summary>A year.</summary>
    Year,
}
