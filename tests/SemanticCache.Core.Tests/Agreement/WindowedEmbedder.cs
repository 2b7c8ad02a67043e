using SemanticCache.Core.Embedding;

namespace SemanticCache.Core.Tests.Agreement;

/// <summary>An embedder whose window is so many signs long.</summary>
internal sealed class WindowedEmbedder : IEmbedder
{
    private readonly IEmbedder _inner;
    private readonly int _window;

    public WindowedEmbedder(IEmbedder inner, int window)
    {
        _inner = inner;
        _window = window;
    }

    public int TooLong { get; private set; }

    public EmbedderDescription Description => _inner.Description;

    public ValueTask<EmbeddingResult> EmbedAsync(string text, CancellationToken cancellationToken)
    {
        if (text.Length <= _window)
        {
            return _inner.EmbedAsync(text, cancellationToken);
        }

        TooLong++;
        return ValueTask.FromResult(new EmbeddingResult(EmbeddingStatus.TextTooLong, default));
    }
}
