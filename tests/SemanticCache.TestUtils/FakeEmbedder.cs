using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using SemanticCache.Core.Embedding;

namespace SemanticCache.TestUtils;

/// <summary>A fake embedding model: unrelated texts get nearly orthogonal vectors, and the test places the others.</summary>
public sealed class FakeEmbedder : IEmbedder
{
    private const int Dimension = 64;

    private readonly ConcurrentDictionary<string, float[]> _placed = new(StringComparer.Ordinal);

    /// <summary>What goes wrong, if anything.</summary>
    public Fault Fault { get; } = new();

    /// <summary>Gets or sets the status of every result.</summary>
    public EmbeddingStatus Status { get; set; } = EmbeddingStatus.Embedded;

    /// <inheritdoc/>
    public EmbedderDescription Description { get; } = new()
    {
        Fingerprint = "fake-embedder-1",
        Dimension = Dimension,
        MaxTokens = 512,
        ThresholdDecisionSimilarity = 0.9f,
        VerifiedDecisionSimilarity = 0.75f,
    };

    /// <summary>Gives a text a vector at this cosine from another text's.</summary>
    public void Place(string text, string near, double similarity)
    {
        var anchor = VectorOf(near);
        var other = HashVector("direction of " + text);
        var overlap = Dot(anchor, other);
        var orthogonal = Normalise([.. other.Select((value, i) => value - (overlap * anchor[i]))]);
        var rest = (float)Math.Sqrt(1 - (similarity * similarity));
        _placed[text] = Normalise([.. anchor.Select((value, i) => ((float)similarity * value) + (rest * orthogonal[i]))]);
    }

    /// <summary>Returns the vector of a text.</summary>
    public float[] VectorOf(string text) => _placed.TryGetValue(text, out var placed) ? placed : HashVector(text);

    /// <inheritdoc/>
    public async ValueTask<EmbeddingResult> EmbedAsync(string text, CancellationToken cancellationToken)
    {
        await Fault.ApplyAsync(cancellationToken);
        return Status is EmbeddingStatus.Embedded
            ? new EmbeddingResult(Status, VectorOf(text))
            : new EmbeddingResult(Status, default);
    }

    private static float[] HashVector(string text)
    {
        var bytes = SHA512.HashData(Encoding.UTF8.GetBytes(text));
        return Normalise([.. bytes.Select(value => value - 127.5f)]);
    }

    private static float[] Normalise(float[] vector)
    {
        var length = MathF.Sqrt(Dot(vector, vector));
        return [.. vector.Select(value => value / length)];
    }

    private static float Dot(float[] left, float[] right) => left.Zip(right, (a, b) => a * b).Sum();
}
