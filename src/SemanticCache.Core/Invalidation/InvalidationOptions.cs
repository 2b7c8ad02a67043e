using System.ComponentModel.DataAnnotations;

namespace SemanticCache.Core.Invalidation;

/// <summary>How long deleted entries can be brought back.</summary>
public sealed class InvalidationOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Invalidation";

    /// <summary>Gets or sets how long deleted entries are kept, so that their deletion can be undone.</summary>
    /// <value>From 1 minute to 365 days; the default is 7 days.</value>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan GracePeriod { get; set; } = TimeSpan.FromDays(7);
}
