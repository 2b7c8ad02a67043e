using SemanticCache.Store.Embedded.Index;

namespace SemanticCache.Store.Embedded.Tests.Index;

public sealed class VectorIndexTests
{
    private const int Dimension = 384;
    private const long Forever = long.MaxValue;

    private readonly ScoredEntry[] _best = new ScoredEntry[8];

    [Fact]
    public void Search_EmptyIndex_FindsNothing()
    {
        var index = new VectorIndex(Dimension);

        Assert.Equal(0, index.Search(TestVectors.OneHot(Dimension, 0), -1, 0, _best));
        Assert.Equal(0, index.Count);
    }

    [Fact]
    public void MemoryBytes_SmallIndex_IsSmall()
    {
        var index = new VectorIndex(Dimension);
        var empty = index.MemoryBytes;
        index.Upsert(TestVectors.Id(1), TestVectors.OneHot(Dimension, 0), Forever);

        Assert.InRange(empty, 0, 100);
        Assert.InRange(index.MemoryBytes, 1, 5_000);
    }

    [Fact]
    public void MemoryBytes_ManyEntries_IsBelowOneKilobyteEach()
    {
        var index = new VectorIndex(Dimension);
        for (var i = 0; i < 30_000; i++)
        {
            index.Upsert(TestVectors.Id(i), TestVectors.OneHot(Dimension, i % Dimension), Forever);
        }

        Assert.InRange(index.MemoryBytes / (double)index.Count, 768, 1_000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5f)]
    [InlineData(2)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void UpsertAndSearch_NotNormalised_Throw(float member)
    {
        var index = new VectorIndex(2);

        Assert.Throws<ArgumentException>(() => index.Upsert(TestVectors.Id(1), [member, 0], Forever));
        Assert.Throws<ArgumentException>(() => index.Search([member, 0], 0, 0, _best));
        Assert.Equal(0, index.Count);
    }

    [Fact]
    public void UpsertAndSearch_AnotherDimension_Throw()
    {
        var index = new VectorIndex(3);

        Assert.Throws<ArgumentException>(() => index.Upsert(TestVectors.Id(1), [1, 0], Forever));
        Assert.Throws<ArgumentException>(() => index.Search([1, 0], 0, 0, _best));
    }

    [Fact]
    public void Search_AtTheMomentOfExpiry_DoesNotFind()
    {
        var index = new VectorIndex(1);
        index.Upsert(TestVectors.Id(1), [1], 100);

        Assert.Equal(1, index.Search([1], 0.9f, 99, _best));
        Assert.Equal(0, index.Search([1], 0.9f, 100, _best));
    }

    [Fact]
    public void Search_ExpiredOnesAreBetter_FindsTheOthers()
    {
        var index = new VectorIndex(2);
        for (var i = 0; i < 2_000; i++)
        {
            index.Upsert(TestVectors.Id(i), i % 2 == 0 ? [1, 0] : [0.8f, 0.6f], i % 2 == 0 ? 10 : Forever);
        }

        var found = index.Search([1, 0], 0.5f, 10, _best);

        Assert.Equal(_best.Length, found);
        Assert.All(_best, entry => Assert.InRange(entry.Similarity, 0.799f, 0.801f));
    }

    [Fact]
    public void Remove_UnknownId_ReturnsFalse()
    {
        var index = new VectorIndex(1);
        index.Upsert(TestVectors.Id(1), [1], Forever);

        Assert.False(index.Remove(TestVectors.Id(2)));
        Assert.True(index.Remove(TestVectors.Id(1)));
        Assert.False(index.Remove(TestVectors.Id(1)));
        Assert.Equal(0, index.Search([1], -1, 0, _best));
    }

    [Fact]
    public void Upsert_AfterRemovals_ReusesTheirPlaces()
    {
        var index = new VectorIndex(Dimension);
        for (var i = 0; i < 1_000; i++)
        {
            index.Upsert(TestVectors.Id(i), TestVectors.OneHot(Dimension, 0), Forever);
        }

        Assert.All(Enumerable.Range(0, 1_000), i => Assert.True(index.Remove(TestVectors.Id(i))));
        var bytes = index.MemoryBytes;
        for (var i = 1_000; i < 2_000; i++)
        {
            index.Upsert(TestVectors.Id(i), TestVectors.OneHot(Dimension, 0), Forever);
        }

        Assert.Equal(bytes, index.MemoryBytes);
        Assert.Equal(1_000, index.Count);
    }

    public static TheoryData<string> AdversarialKinds => ["one-hot", "all equal", "zeros first", "energy last", "one huge block", "opposite", "tiny members"];

    [Theory]
    [MemberData(nameof(AdversarialKinds))]
    public void Search_AdversarialVectors_FindsWhatBruteForceFinds(string kind)
    {
        var random = new Random(1);
        var index = new VectorIndex(Dimension);
        var reference = new ReferenceIndex();
        for (var i = 0; i < 1_500; i++)
        {
            var vector = Adversarial(kind, i, random);
            reference.Entries[TestVectors.Id(i)] = (vector, Forever);
            index.Upsert(TestVectors.Id(i), vector, Forever);
        }

        foreach (var floor in (float[])[-1, 0, 0.3f, 0.55f, 0.9f, 1])
        {
            reference.AssertAgrees(index, Adversarial(kind, 7, random), new SearchBounds(8, floor), 0, 24);
            reference.AssertAgrees(index, TestVectors.Random(random, Dimension), new SearchBounds(8, floor), 0, 24);
        }
    }

    private static float[] Adversarial(string kind, int number, Random random) => TestVectors.Normalise([.. TestVectors.Random(random, Dimension).Select(
        (member, dimension) => kind switch
        {
            "one-hot" => dimension == number % Dimension ? 1 : 0,
            "all equal" => 1,
            "zeros first" => dimension < 160 ? 0 : member,
            "energy last" => member * dimension * dimension,
            "one huge block" => dimension / 64 == number % 6 ? member * 1e6f : member,
            "opposite" => number % 2 == 0 ? 1 : -1,
            _ => dimension == 0 ? 1 : member * 1e-20f,
        })]);
}
