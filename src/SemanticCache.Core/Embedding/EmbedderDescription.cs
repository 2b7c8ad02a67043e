namespace SemanticCache.Core.Embedding;

/// <summary>What an embedding model is.</summary>
public sealed record EmbedderDescription
{
    /// <summary>Identifies model and pre-processing: vectors are comparable only under equal fingerprints.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The number of dimensions of a vector.</summary>
    public required int Dimension { get; init; }

    /// <summary>The longest text the model reads, in tokens with the two special ones.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>The default similarity threshold of the decision <c>threshold</c>, in [0, 1].</summary>
    public required float ThresholdDecisionSimilarity { get; init; }

    /// <summary>The default similarity threshold of the decision <c>verified</c>, in [0, 1].</summary>
    public required float VerifiedDecisionSimilarity { get; init; }
}
