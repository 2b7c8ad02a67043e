using System.ComponentModel.DataAnnotations;

namespace SemanticCache.Core.Agreement;

/// <summary>How answers are compared.</summary>
public sealed class AgreementOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Agreement";

    /// <summary>Gets or sets how many answers' facts and vectors are kept in memory.</summary>
    /// <value>From 3 to 1 million; the default is 4,000 (about 10 kB each for answers of 250 signs); the answers compared longest ago go first.</value>
    [Range(3, 1_000_000)]
    public int RememberedAnswers { get; set; } = 4_000;
}
