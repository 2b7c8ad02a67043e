using System.ComponentModel.DataAnnotations;

namespace SemanticCache.Core.Pipeline;

/// <summary>The limits of a request.</summary>
public sealed class PipelineOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Pipeline";

    /// <summary>Gets or sets how long the semantic tier may hold back a request that an upstream can answer.</summary>
    /// <value>From 1 ms to 10 s; the default is 50 ms. A pure lookup, with no upstream behind it, is bound by its caller's deadline alone.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan LookupDeadline { get; set; } = TimeSpan.FromMilliseconds(50);
}
