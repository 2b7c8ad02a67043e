using System.ComponentModel.DataAnnotations;

namespace SemanticCache.Core.Search;

/// <summary>How the store is searched.</summary>
public sealed class SearchOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Search";

    /// <summary>Gets or sets how many candidates are looked at.</summary>
    /// <value>From 1 to 64; the default is 8.</value>
    [Range(1, 64)]
    public int Candidates { get; set; } = 8;

    /// <summary>Gets or sets how far below the threshold the decision <c>threshold</c> still fetches candidates, to report near misses.</summary>
    /// <value>In [0, 1]; the default is 0.05. They are never served. Unused by <c>verified</c>, which fetches evidence.</value>
    [Range(0.0, 1.0)]
    public double NearMissMargin { get; set; } = 0.05;
}
