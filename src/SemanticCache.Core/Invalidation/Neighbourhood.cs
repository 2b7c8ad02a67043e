using System.Numerics.Tensors;

namespace SemanticCache.Core.Invalidation;

/// <summary>The wordings that mean about the same as a text.</summary>
/// <param name="Text">The text in canonical form; a wording of the same words is always within.</param>
/// <param name="Vector">Its L2-normalised vector.</param>
/// <param name="EmbeddingFingerprint">The model that made the vector; wordings of other models are compared by their words only.</param>
/// <param name="Within">The lowest similarity, from 0 to 1.</param>
internal sealed record Neighbourhood(string Text, ReadOnlyMemory<float> Vector, string EmbeddingFingerprint, double Within)
{
    // A vector's similarity to itself comes out a little below 1.
    private const double Rounding = 1e-5;

    /// <summary>Tells whether an entry is within, by its own wording or by one of its aliases.</summary>
    public bool Contains(InvalidatedEntry found) =>
        Contains(found.Entry.Question, found.Entry.Vector, found.Entry.EmbeddingFingerprint)
        || found.Aliases.Any(alias => Contains(alias.Question, alias.Vector, alias.EmbeddingFingerprint));

    private bool Contains(string question, ReadOnlyMemory<float> vector, string fingerprint) =>
        question == Text
        || (fingerprint == EmbeddingFingerprint && vector.Length == Vector.Length && !vector.IsEmpty
            && TensorPrimitives.Dot(vector.Span, Vector.Span) >= Within - Rounding);
}
