using BitFaster.Caching.Lru;
using Microsoft.Extensions.Options;

namespace SemanticCache.Core.Embedding;

/// <summary>Embeds a question, remembering the vectors of recent texts.</summary>
internal sealed class EmbeddingStage
{
    private readonly IEmbedder _embedder;
    private readonly ConcurrentLru<string, ReadOnlyMemory<float>> _recent;

    public EmbeddingStage(IEmbedder embedder, IOptions<EmbeddingOptions> options)
    {
        _embedder = embedder;
        _recent = new ConcurrentLru<string, ReadOnlyMemory<float>>(options.Value.CachedTexts);
    }

    /// <summary>What the embedding model is.</summary>
    public EmbedderDescription Model => _embedder.Description;

    /// <summary>Embeds a canonical text.</summary>
    public async ValueTask<EmbeddingResult> EmbedAsync(string text, CancellationToken cancellationToken)
    {
        if (_recent.TryGet(text, out var known))
        {
            return new EmbeddingResult(EmbeddingStatus.Embedded, known);
        }

        var result = await _embedder.EmbedAsync(text, cancellationToken);
        if (result.Status is EmbeddingStatus.Embedded)
        {
            _recent.AddOrUpdate(text, result.Vector);
        }

        return result;
    }
}
