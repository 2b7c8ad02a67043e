using System.ComponentModel.DataAnnotations;

namespace SemanticCache.Core.Learning;

/// <summary>How much is learned from traffic.</summary>
public sealed class LearningOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Learning";

    /// <summary>Gets or sets how many labels of a namespace are kept, the newest.</summary>
    /// <value>From 10 to 100,000; the default is 4,000 (about 100 bytes each, in memory and in the store).</value>
    [Range(10, 100_000)]
    public int LabelsPerNamespace { get; set; } = 4000;

    /// <summary>Gets or sets how many labels a namespace needs before they count.</summary>
    /// <value>From 1 to 10,000; the default is 30.</value>
    [Range(1, 10_000)]
    public int FewestLabels { get; set; } = 30;

    /// <summary>Gets or sets how many hits are audited in a minute at most, in all namespaces together: each asks the model once more.</summary>
    /// <value>From 0, which audits none, to 10,000; the default is 60.</value>
    [Range(0, 10_000)]
    public int AuditsPerMinute { get; set; } = 60;
}
