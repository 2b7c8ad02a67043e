using System.ComponentModel.DataAnnotations;

namespace SemanticCache.Core.Upstream.Flights;

/// <summary>How instances that share a store ask an upstream once.</summary>
public sealed class FlightOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Flights";

    /// <summary>Gets or sets how long a miss may wait for the answer that another instance is already asking for.</summary>
    /// <value>From 0, which lets every instance ask, to 10 s; the default is 2 seconds. Without effect where one instance has the store to itself.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan SharedWait { get; set; } = TimeSpan.FromSeconds(2);
}
