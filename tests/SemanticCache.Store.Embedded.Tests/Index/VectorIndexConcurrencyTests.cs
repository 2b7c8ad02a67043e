using SemanticCache.Store.Embedded.Index;

namespace SemanticCache.Store.Embedded.Tests.Index;

public sealed class VectorIndexConcurrencyTests
{
    private const int Dimension = 100;
    private const int Permanent = 900;
    private const int PassingAtOnce = 60;
    private const int Rounds = 4_000;
    private const long Now = 1_000;

    private int _removedUpTo = Permanent - 1;
    private volatile bool _isWriting = true;

    [Fact]
    public async Task Search_WhileAWriterChangesTheIndex_MissesNothingPermanentAndFindsNothingRemoved()
    {
        var index = new VectorIndex(Dimension);
        var random = new Random(3);
        var vectors = Enumerable.Range(0, Permanent).Select(_ => TestVectors.Random(random, Dimension)).ToArray();
        for (var i = 0; i < Permanent; i++)
        {
            index.Upsert(TestVectors.Id(i), vectors[i], Now + 1);
        }

        var cancellation = TestContext.Current.CancellationToken;
        var readers = Enumerable.Range(0, 3).Select(seed => Task.Run(() => Read(index, seed), cancellation)).ToArray();
        await Task.Run(() => Write(index, vectors), cancellation);
        await Task.WhenAll(readers);

        Assert.Equal(Permanent, index.Count);
    }

    [Fact]
    public async Task Search_WhileAnEntryIsReplaced_NeverSeesHalfOfIt()
    {
        const int LongDimension = 4_096;
        var index = new VectorIndex(LongDimension);
        var vector = TestVectors.Random(new Random(5), LongDimension);
        float[] opposite = [.. vector.Select(member => -member)];
        index.Upsert(TestVectors.Id(0), vector, Now + 1);

        var cancellation = TestContext.Current.CancellationToken;
        var reader = Task.Run(() => ReadReplaced(index, vector), cancellation);
        await Task.Run(() => Replace(index, vector, opposite), cancellation);
        await reader;
    }

    private void Replace(VectorIndex index, float[] vector, float[] opposite)
    {
        for (var i = 0; i < Rounds; i++)
        {
            index.Upsert(TestVectors.Id(0), i % 2 == 0 ? opposite : vector, Now + 1);
        }

        _isWriting = false;
    }

    private void ReadReplaced(VectorIndex index, float[] query)
    {
        var best = new ScoredEntry[1];
        for (var i = 0; _isWriting || i < 20; i++)
        {
            Assert.Equal(1, index.Search(query, -1, Now, best));
            Assert.Equal(1, MathF.Abs(best[0].Similarity), 0.001f);
        }
    }

    // Passing entries come and go, every third one expired; permanent ones are replaced by themselves.
    private void Write(VectorIndex index, float[][] vectors)
    {
        try
        {
            var random = new Random(4);
            for (var i = Permanent; i < Permanent + Rounds; i++)
            {
                index.Upsert(TestVectors.Id(i), TestVectors.Random(random, Dimension), i % 3 == 0 ? Now : Now + 1);
                index.Upsert(TestVectors.Id(i % Permanent), vectors[i % Permanent], Now + 1);
                if (i - PassingAtOnce >= Permanent)
                {
                    index.Remove(TestVectors.Id(i - PassingAtOnce));
                    Volatile.Write(ref _removedUpTo, i - PassingAtOnce);
                }
            }

            for (var i = Permanent + Rounds - PassingAtOnce; i < Permanent + Rounds; i++)
            {
                index.Remove(TestVectors.Id(i));
            }
        }
        finally
        {
            _isWriting = false;
        }
    }

    private void Read(VectorIndex index, int seed)
    {
        var random = new Random(seed);
        var best = new ScoredEntry[Permanent + Rounds];
        var permanent = Enumerable.Range(0, Permanent).Select(TestVectors.Id).ToArray();
        var numbers = Enumerable.Range(0, Permanent + Rounds).ToDictionary(TestVectors.Id);
        for (var i = 0; _isWriting || i < 20; i++)
        {
            var removedUpTo = Volatile.Read(ref _removedUpTo);
            var found = best[..index.Search(TestVectors.Random(random, Dimension), -1, Now, best)].Select(entry => entry.Id).ToHashSet();

            Assert.Superset(permanent.ToHashSet(), found);
            Assert.All(found, id => Assert.False(numbers[id] >= Permanent && (numbers[id] <= removedUpTo || numbers[id] % 3 == 0)));
        }
    }
}
