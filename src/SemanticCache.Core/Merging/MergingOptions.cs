using System.ComponentModel.DataAnnotations;

namespace SemanticCache.Core.Merging;

/// <summary>How duplicates among the stored entries are looked for.</summary>
public sealed class MergingOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Merging";

    /// <summary>Gets or sets whether duplicates are looked for.</summary>
    /// <value>The default is true. Without a verifier, or where <c>WriteBack:AliasesPerEntry</c> is 0, none are, whatever stands here.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets how much time lies between two rounds.</summary>
    /// <value>From 1 second to 1 day; the default is 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets how many entries a round looks at, in all namespaces together; the next round goes on behind them.</summary>
    /// <value>From 1 to 10,000; the default is 200.</value>
    [Range(1, 10_000)]
    public int EntriesPerRound { get; set; } = 200;

    /// <summary>Gets or sets how similar two entries' questions must be to be compared.</summary>
    /// <value>A cosine in [0, 1]; the default is 0.6.</value>
    [Range(0.0, 1.0)]
    public double Similarity { get; set; } = 0.6;

    /// <summary>Gets or sets how many neighbours an entry is compared with, the most similar first.</summary>
    /// <value>From 1 to 64; the default is 4.</value>
    [Range(1, 64)]
    public int Neighbours { get; set; } = 4;
}
