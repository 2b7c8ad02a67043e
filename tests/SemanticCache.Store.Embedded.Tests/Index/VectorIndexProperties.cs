using FsCheck.Xunit;
using SemanticCache.Store.Embedded.Index;
using SemanticCache.Store.Embedded.Index.Kernels;
using SemanticCache.TestUtils;

namespace SemanticCache.Store.Embedded.Tests.Index;

public sealed class VectorIndexProperties
{
    private const long Now = 1_000;

    private static readonly int[] Dimensions = [1, 2, 7, 8, 31, 64, 65, 100, 160, 161, 384, 513];

    [Property(MaxTest = 40)]
    public void Search_UnorderedVectors_FindsWhatBruteForceFinds(int seed) =>
        AssertFindsWhatBruteForceFinds(new Random(seed), Dimensions, Clustered);

    [Property(MaxTest = 25)]
    public void Search_EmbeddingLikeVectors_FindsWhatBruteForceFinds(int seed)
    {
        var random = new Random(seed);
        EmbeddingLikeVectors? vectors = null;
        AssertFindsWhatBruteForceFinds(random, [64, 200, 384, 768], (_, dimension) => (vectors ??= new EmbeddingLikeVectors(dimension, seed)).Next());
    }

    // Noise of very different strength around one vector; sometimes exactly that vector again.
    private static float[] Clustered(Random random, int dimension)
    {
        var centre = TestVectors.Random(new Random(dimension), dimension);
        var noise = TestVectors.Random(random, dimension);
        var strength = random.Next(4) switch { 0 => 0f, 1 => 0.01f, 2 => 1f, _ => 100f };
        return TestVectors.Normalise([.. centre.Zip(noise, (a, b) => a + (strength * b))]);
    }

    private static void AssertFindsWhatBruteForceFinds(Random random, int[] dimensions, Func<Random, int, float[]> next)
    {
        var dimension = dimensions[random.Next(dimensions.Length)];
        var reference = new ReferenceIndex();
        var indexes = Enum.GetValues<KernelKind>().Where(KernelKinds.IsSupported).Select(kernel => new VectorIndex(dimension, kernel)).ToArray();
        var count = random.Next(random.Next(3) == 0 ? 20 : 1_200);
        for (var i = 0; i < count; i++)
        {
            var vector = next(random, dimension);
            var expiresAt = random.Next(4) == 0 ? Now - random.Next(2) : Now + 1;
            reference.Entries[TestVectors.Id(i)] = (vector, expiresAt);
            Array.ForEach(indexes, index => index.Upsert(TestVectors.Id(i), vector, expiresAt));
        }

        for (var i = 0; i < 6; i++)
        {
            var query = next(random, dimension);
            var floor = random.Next(5) switch { 0 => -1f, 1 => 1f, 2 => 0.55f, 3 => 0.9f, _ => random.NextSingle() };
            var wanted = 1 + random.Next(16);
            var room = wanted + random.Next(32);
            var reach = random.Next(2) == 0 ? float.PositiveInfinity : random.NextSingle();
            Array.ForEach(indexes, index => reference.AssertAgrees(index, query, new SearchBounds(wanted, floor, reach), Now, room));
        }
    }
}
