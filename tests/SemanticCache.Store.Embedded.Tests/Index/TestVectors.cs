using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Embedded.Tests.Index;

/// <summary>Vectors and ids for index tests.</summary>
internal static class TestVectors
{
    public static EntryId Id(int number) => new(new Guid(number, 0, 0, [1, 2, 3, 4, 5, 6, 7, 8]));

    public static float[] Random(Random random, int dimension) =>
        Normalise([.. Enumerable.Range(0, dimension).Select(_ => (random.NextSingle() * 2) - 1)]);

    public static float[] OneHot(int dimension, int hot)
    {
        var vector = new float[dimension];
        vector[hot] = 1;
        return vector;
    }

    public static float[] Normalise(float[] vector)
    {
        var norm = Math.Sqrt(vector.Sum(member => (double)member * member));
        return norm > 0 ? [.. vector.Select(member => (float)(member / norm))] : OneHot(vector.Length, 0);
    }

    public static double Dot(float[] left, float[] right) => left.Zip(right, (a, b) => (double)a * b).Sum();
}
