using System.ComponentModel.DataAnnotations;

namespace SemanticCache.Core.WriteBack;

/// <summary>How answers are written back.</summary>
public sealed class WriteBackOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "WriteBack";

    /// <summary>Gets or sets how many answers may wait; beyond it they are dropped and counted.</summary>
    /// <value>From 1 to one million; the default is 4,096.</value>
    [Range(1, 1_000_000)]
    public int QueueLimit { get; set; } = 4096;

    /// <summary>Gets or sets how many answers are stored at once.</summary>
    /// <value>From 1 to 1,024; the default is 64.</value>
    [Range(1, 1024)]
    public int MaximumBatch { get; set; } = 64;

    /// <summary>Gets or sets how many other wordings of its question an entry may have as aliases.</summary>
    /// <value>From 0, which learns none, to 1,000; the default is 32.</value>
    [Range(0, 1000)]
    public int AliasesPerEntry { get; set; } = 32;
}
