using Qdrant.Client.Grpc;

namespace SemanticCache.Qdrant.TestServer.Storage;

/// <summary>How near two vectors are, as Qdrant counts it.</summary>
internal static class VectorDistance
{
    private const double NormalisedTolerance = 1e-6;

    /// <summary>Whether a smaller score is the better one.</summary>
    public static bool SmallerIsBetter(Distance distance) => distance is Distance.Euclid or Distance.Manhattan;

    /// <summary>Returns the vector as it is stored and searched with: of unit length for cosine, unchanged for the others.</summary>
    public static float[] Prepare(Distance distance, IReadOnlyList<float> vector)
    {
        var squares = vector.Sum(value => (double)value * value);
        if (distance != Distance.Cosine || squares < float.Epsilon || Math.Abs(squares - 1) < NormalisedTolerance)
        {
            return [.. vector];
        }

        var length = Math.Sqrt(squares);
        return [.. vector.Select(value => (float)(value / length))];
    }

    /// <summary>Returns the score of two prepared vectors.</summary>
    public static float Score(Distance distance, float[] left, float[] right) => distance switch
    {
        Distance.Euclid => (float)Math.Sqrt(left.Zip(right, (a, b) => Math.Pow((double)a - b, 2)).Sum()),
        Distance.Manhattan => (float)left.Zip(right, (a, b) => Math.Abs((double)a - b)).Sum(),
        _ => Dot(left, right),
    };

    private static float Dot(float[] left, float[] right)
    {
        var sum = 0.0;
        for (var index = 0; index < left.Length; index++)
        {
            sum += (double)left[index] * right[index];
        }

        return (float)sum;
    }
}
