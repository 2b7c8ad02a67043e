using System.ComponentModel.DataAnnotations;
using SemanticCache.Core.Reporting.Rollups;

namespace SemanticCache.Core.Reporting;

/// <summary>What reports are made of, and how long it is kept.</summary>
public sealed class ReportingOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Reporting";

    /// <summary>Gets or sets how often figures and decisions are written down; a killed process loses what it has not written.</summary>
    /// <value>From 1 second to 1 minute; the default is 5 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how long the figures of minutes are kept.</summary>
    /// <value>From 1 hour to 31 days; the default is 2 days.</value>
    [Range(typeof(TimeSpan), "01:00:00", "31.00:00:00")]
    public TimeSpan MinutesKept { get; set; } = TimeSpan.FromDays(2);

    /// <summary>Gets or sets how long the figures of hours are kept.</summary>
    /// <value>From 1 day to 366 days; the default is 62 days.</value>
    [Range(typeof(TimeSpan), "1.00:00:00", "366.00:00:00")]
    public TimeSpan HoursKept { get; set; } = TimeSpan.FromDays(62);

    /// <summary>Gets or sets how long the figures of days are kept.</summary>
    /// <value>From 1 day to 3660 days; the default is 800 days.</value>
    [Range(typeof(TimeSpan), "1.00:00:00", "3660.00:00:00")]
    public TimeSpan DaysKept { get; set; } = TimeSpan.FromDays(800);

    /// <summary>Gets or sets how many decisions of each namespace an instance logs in a minute; those beyond it are counted and left out.</summary>
    /// <value>From 0, which logs none, to 60,000; the default is 600.</value>
    [Range(0, 60_000)]
    public int DecisionsPerMinute { get; set; } = 600;

    /// <summary>Returns how long the figures of a level are kept.</summary>
    internal TimeSpan KeptOf(RollupLevel level) => level switch
    {
        RollupLevel.Minute => MinutesKept,
        RollupLevel.Hour => HoursKept,
        _ => DaysKept,
    };
}
