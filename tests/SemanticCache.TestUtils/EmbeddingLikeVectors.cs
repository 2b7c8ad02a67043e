using System.Numerics.Tensors;

namespace SemanticCache.TestUtils;

/// <summary>
/// Makes L2-normalised vectors that look like those of the shipped encoder to a search: energy falls from dimension to dimension as it
/// does there, all share a mean, they gather around topics, and some are close to an earlier one, as paraphrases are.
/// </summary>
public sealed class EmbeddingLikeVectors
{
    private const int Topics = 500;
    private const float MeanShare = 0.2f;
    private const float TopicShare = 0.55f;
    private const float ParaphraseShare = 0.3f;

    // Share of the energy up to these shares of the dimensions, measured on 100,000 sentences embedded with semcache-embed-en-v1.
    private static readonly float[] Positions = [0, 1 / 384f, 16 / 384f, 32 / 384f, 64 / 384f, 96 / 384f, 1 / 3f, 160 / 384f, 0.5f, 2 / 3f, 320 / 384f, 1];
    private static readonly float[] Energies = [0, 0.02f, 0.215f, 0.33f, 0.49f, 0.61f, 0.71f, 0.785f, 0.85f, 0.945f, 0.987f, 1];

    private readonly Random _random;
    private readonly float[] _deviations;
    private readonly float[][] _topics;
    private readonly float[]?[] _latest = new float[Topics][];

    /// <summary>Starts a sequence of vectors of at least two members; the same arguments give the same one.</summary>
    public EmbeddingLikeVectors(int dimension, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 2);
        _random = new Random(seed);
        _deviations = [.. Enumerable.Range(0, dimension).Select(index => Deviation(index, dimension))];
        _topics = [.. Enumerable.Range(0, Topics).Select(_ => Noise())];
    }

    /// <summary>The next vector.</summary>
    public float[] Next()
    {
        var topic = _random.Next(Topics);
        var vector = _latest[topic] is { } earlier && _random.NextSingle() < ParaphraseShare
            ? Near(earlier, 0.5f + (0.5f * _random.NextSingle()))
            : OfTopic(_topics[topic]);
        _latest[topic] = vector;
        return vector;
    }

    /// <summary>A vector whose similarity to another is about the given one.</summary>
    public float[] Near(ReadOnlySpan<float> vector, float similarity)
    {
        var noise = Noise();
        TensorPrimitives.MultiplyAdd(vector, -TensorPrimitives.Dot(noise, vector), noise, noise);
        Normalise(noise);
        var near = new float[vector.Length];
        TensorPrimitives.Multiply(noise, MathF.Sqrt(1 - (similarity * similarity)), near);
        TensorPrimitives.MultiplyAdd(vector, similarity, near, near);
        return Normalise(near);
    }

    private float[] OfTopic(float[] topic)
    {
        var vector = Noise();
        TensorPrimitives.Multiply(vector, MathF.Sqrt(1 - (TopicShare * TopicShare)), vector);
        TensorPrimitives.MultiplyAdd(topic, TopicShare, vector, vector);
        vector[0] += MeanShare;
        return Normalise(vector);
    }

    private float[] Noise()
    {
        var noise = new float[_deviations.Length];
        for (var i = 0; i < noise.Length; i++)
        {
            noise[i] = _deviations[i] * Gaussian();
        }

        return noise;
    }

    private float Gaussian() => MathF.Sqrt(-2 * MathF.Log(1 - _random.NextSingle())) * MathF.Cos(MathF.Tau * _random.NextSingle());

    private static float Deviation(int index, int dimension) =>
        MathF.Sqrt(Energy((index + 1f) / dimension) - Energy(index / (float)dimension));

    private static float Energy(float position)
    {
        var next = Math.Max(1, Array.FindIndex(Positions, known => known >= position - 1e-6f));
        var share = (position - Positions[next - 1]) / (Positions[next] - Positions[next - 1]);
        return Energies[next - 1] + (share * (Energies[next] - Energies[next - 1]));
    }

    private static float[] Normalise(float[] vector)
    {
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        return vector;
    }
}
