using System.ComponentModel.DataAnnotations;

namespace SemanticCache.Core.Embedding;

/// <summary>How texts are embedded.</summary>
public sealed class EmbeddingOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Embedding";

    /// <summary>Gets or sets how many texts' vectors are kept in memory.</summary>
    /// <value>From 3 to 10 million; the default is 10,000 (about 2 kB each at 384 dimensions).</value>
    [Range(3, 10_000_000)]
    public int CachedTexts { get; set; } = 10_000;
}
