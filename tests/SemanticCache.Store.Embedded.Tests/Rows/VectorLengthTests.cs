using SemanticCache.Core.Entries;
using SemanticCache.Store.Conformance;
using SemanticCache.Store.Embedded.Index;

namespace SemanticCache.Store.Embedded.Tests.Rows;

public sealed class VectorLengthTests : StoreTest
{
    [Theory]
    [InlineData(0.9991f)]
    [InlineData(1.0009f)]
    public async Task UpsertAsync_LengthThatTheIndexAccepts_IsStoredAndFoundAgain(float length)
    {
        var entry = WithLength(length);
        new VectorIndex(entry.Vector.Length).Upsert(entry.Id, entry.Vector.Span, long.MaxValue);
        await using (var store = await Folder.OpenAsync())
        {
            await store.UpsertAsync([entry], Cancellation);
        }

        var reopened = await Folder.OpenAsync();

        EntryAssert.Same(entry, await reopened.GetAsync(entry.Id, Cancellation));
        Assert.Equal([entry.Id], await SearchAsync(reopened, entry));
    }

    [Theory]
    [InlineData(0.9989f)]
    [InlineData(1.0011f)]
    public async Task UpsertAsync_LengthThatTheIndexRefuses_Throws(float length)
    {
        var store = await Folder.OpenAsync();

        await Assert.ThrowsAsync<ArgumentException>(async () => await store.UpsertAsync([WithLength(length)], Cancellation));
    }

    private static CacheEntry WithLength(float length)
    {
        var entry = SampleEntries.Create(1);
        return entry with { Vector = entry.Vector.ToArray().Select(member => member * length).ToArray() };
    }
}
