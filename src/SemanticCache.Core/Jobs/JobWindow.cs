namespace SemanticCache.Core.Jobs;

/// <summary>The part of each day, in UTC, in which a job works.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end, which is not part of it; before <paramref name="From"/> where it lies on the next day.</param>
internal readonly record struct JobWindow(TimeOnly From, TimeOnly To)
{
    /// <summary>Tells whether a time lies in it.</summary>
    public bool IsOpen(DateTimeOffset now) => TimeOnly.FromTimeSpan(now.UtcDateTime.TimeOfDay).IsBetween(From, To);

    /// <summary>Returns when it opens next, after a time outside.</summary>
    public DateTimeOffset NextOpening(DateTimeOffset now)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) + From.ToTimeSpan();
        return today > now ? today : today.AddDays(1);
    }
}
