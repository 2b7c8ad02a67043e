using System.ComponentModel.DataAnnotations;

namespace SemanticCache.Core.Jobs;

/// <summary>How jobs are worked on.</summary>
public sealed class JobOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Jobs";

    /// <summary>Gets or sets whether this instance works on jobs; they can be created and cancelled all the same.</summary>
    /// <value>The default is true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets how often new jobs, and those of instances that are gone, are looked for.</summary>
    /// <value>From 1 second to 1 hour; the default is 5 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how long jobs that have ended are shown.</summary>
    /// <value>From 1 minute to 365 days; the default is 30 days.</value>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);
}
