using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.Search;

/// <summary>What to search a store for.</summary>
public sealed record SearchQuery
{
    /// <summary>The scope to search; entries of other scopes are never returned.</summary>
    public required ScopeId Scope { get; init; }

    /// <summary>The fingerprint of the embedding model; entries of other models are never returned.</summary>
    public required string EmbeddingFingerprint { get; init; }

    /// <summary>The L2-normalised vector of the question.</summary>
    public required ReadOnlyMemory<float> Vector { get; init; }

    /// <summary>How many candidates to return at most, at least 1.</summary>
    public required int Limit { get; init; }

    /// <summary>The lowest cosine similarity to return, in [-1, 1].</summary>
    public required float MinimumSimilarity { get; init; }

    /// <summary>How far below the best candidate's similarity another's may lie, at least 0; null for any distance.</summary>
    public float? Reach { get; init; }

    /// <summary>The present time; entries expired by then are never returned.</summary>
    public required DateTimeOffset Now { get; init; }
}
