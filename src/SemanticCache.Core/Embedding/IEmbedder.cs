namespace SemanticCache.Core.Embedding;

/// <summary>Turns text into vectors with one embedding model.</summary>
public interface IEmbedder
{
    /// <summary>What the model is and which defaults it brings.</summary>
    EmbedderDescription Description { get; }

    /// <summary>
    /// Embeds one text. A text beyond the model's window or a full queue is a status of the result, never a truncated vector;
    /// a broken model throws.
    /// </summary>
    ValueTask<EmbeddingResult> EmbedAsync(string text, CancellationToken cancellationToken);
}
