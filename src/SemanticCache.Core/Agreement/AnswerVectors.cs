using System.Numerics.Tensors;
using SemanticCache.Core.Embedding;

namespace SemanticCache.Core.Agreement;

/// <summary>Embeds answers, in parts where they are longer than the model's window.</summary>
internal sealed class AnswerVectors
{
    private const int LongestPart = 600;
    private const int MostParts = 16;

    private readonly IEmbedder _embedder;

    public AnswerVectors(IEmbedder embedder) => _embedder = embedder;

    /// <summary>Returns the L2-normalised vector of an answer's text; empty when the model cannot read it or has no time. A broken model throws.</summary>
    public async ValueTask<ReadOnlyMemory<float>> EmbedAsync(AnswerFacts facts, CancellationToken cancellationToken)
    {
        if (facts.IsTooLong || facts.Text.Length == 0)
        {
            return default;
        }

        var whole = await _embedder.EmbedAsync(facts.Text, cancellationToken);
        return whole.Status is EmbeddingStatus.TextTooLong ? await EmbedPartsAsync(facts, cancellationToken) : whole.Vector;
    }

    private async ValueTask<ReadOnlyMemory<float>> EmbedPartsAsync(AnswerFacts facts, CancellationToken cancellationToken)
    {
        var sum = new float[_embedder.Description.Dimension];
        var parts = PartsOf(facts.Sentences);
        if (parts.Count > MostParts)
        {
            return default;
        }

        foreach (var part in parts)
        {
            var result = await _embedder.EmbedAsync(part, cancellationToken);
            if (result.Status is not EmbeddingStatus.Embedded)
            {
                return default;
            }

            TensorPrimitives.Add(sum, result.Vector.Span, sum);
        }

        var length = TensorPrimitives.Norm<float>(sum);
        if (length == 0)
        {
            return default;
        }

        TensorPrimitives.Divide(sum, length, sum);
        return sum;
    }

    private static List<string> PartsOf(IReadOnlyList<string> sentences)
    {
        var parts = new List<string>();
        foreach (var sentence in sentences)
        {
            if (parts.Count > 0 && parts[^1].Length + sentence.Length < LongestPart)
            {
                parts[^1] += ". " + sentence.ToLowerInvariant();
            }
            else
            {
                parts.Add(sentence.ToLowerInvariant());
            }
        }

        return parts;
    }
}
