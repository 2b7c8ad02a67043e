namespace SemanticCache.Core.Embedding;

/// <summary>The ways in which embedding a text can end without an exception.</summary>
public enum EmbeddingStatus
{
    /// <summary>The vector is there.</summary>
    Embedded,

    /// <summary>The text is longer than the model's window; truncating it would make different texts equal.</summary>
    TextTooLong,

    /// <summary>The queue before the model is full.</summary>
    Overloaded,
}
