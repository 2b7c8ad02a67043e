namespace SemanticCache.Core.Embedding;

/// <summary>The ways in which embedding a text can end without an exception.</summary>
public enum EmbeddingStatus
{
    /// <summary>The vector is there.</summary>
    Embedded,

    /// <summary>The text is longer than the model's window; truncating it would make different texts equal.</summary>
    TextTooLong,

    /// <summary>The text has words or signs that the model does not know; to the model all of these are alike, and so would be different texts.</summary>
    UnreadableText,

    /// <summary>The queue before the model is full.</summary>
    Overloaded,
}
