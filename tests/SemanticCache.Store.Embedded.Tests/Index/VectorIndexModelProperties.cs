using FsCheck.Xunit;
using SemanticCache.Store.Embedded.Index;

namespace SemanticCache.Store.Embedded.Tests.Index;

public sealed class VectorIndexModelProperties
{
    private const int Dimension = 24;
    private const int Ids = 700;
    private const long Now = 1_000;

    [Property(MaxTest = 20)]
    public void UpsertReplaceRemove_AnySequence_AgreesWithADictionary(int seed)
    {
        var random = new Random(seed);
        var index = new VectorIndex(Dimension);
        var model = new ReferenceIndex();
        for (var operation = 0; operation < 3_000; operation++)
        {
            Apply(random, index, model);
            if (operation % 300 == 0)
            {
                Assert.Equal(model.Entries.Count, index.Count);
                var query = TestVectors.Random(random, Dimension);
                model.AssertAgrees(index, query, new SearchBounds(Ids, -1), Now, Ids);
                model.AssertAgrees(index, query, new SearchBounds(8, 0.3f), Now, 16);
            }
        }
    }

    private static void Apply(Random random, VectorIndex index, ReferenceIndex model)
    {
        var id = TestVectors.Id(random.Next(Ids));
        if (random.Next(3) == 0)
        {
            Assert.Equal(model.Entries.Remove(id), index.Remove(id));
            return;
        }

        var vector = TestVectors.Random(random, Dimension);
        var expiresAt = Now + random.Next(-1, 3);
        model.Entries[id] = (vector, expiresAt);
        index.Upsert(id, vector, expiresAt);
    }
}
