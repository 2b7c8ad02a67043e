using System.ComponentModel.DataAnnotations;

namespace SemanticCache.Core.Entries.Retention;

/// <summary>How expired entries leave the store.</summary>
public sealed class RetentionOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Retention";

    /// <summary>Gets or sets how often expired entries are deleted; until then they take space but are never served.</summary>
    /// <value>From 1 second to 1 day; the default is 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMinutes(1);
}
