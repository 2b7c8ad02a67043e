using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;

namespace SemanticCache.Store.Conformance;

/// <summary>Storing and getting.</summary>
public abstract class EntrySuite<THarness> : StoreSuite<THarness>
    where THarness : IStoreHarness, new()
{
    [Fact]
    public async Task GetAsync_UnknownId_ReturnsNull() => Assert.Null(await GetAsync(SampleEntries.Id(1)));

    [Fact]
    public async Task GetAsync_StoredEntry_ReturnsEveryMember()
    {
        var entry = SampleEntries.Create(1) with { HitCount = 3, Feedback = new FeedbackCounts(2, 1) };

        await UpsertAsync(entry);

        EntryAssert.Same(entry, await GetAsync(entry.Id));
    }

    [Fact]
    public async Task GetAsync_EntryWithoutVectorTagsOrSources_ReturnsIt()
    {
        var entry = SampleEntries.Create(1) with { Vector = default, EmbeddingFingerprint = "", Tags = [], Sources = [] };

        await UpsertAsync(entry);

        EntryAssert.Same(entry, await GetAsync(entry.Id));
    }

    [Fact]
    public async Task GetAsync_LongAnswer_ReturnsItWhole()
    {
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(number => $"{number} é "));
        var entry = SampleEntries.Create(1) with { Answer = new Answer { Text = text } };

        await UpsertAsync(entry);

        EntryAssert.Same(entry, await GetAsync(entry.Id));
    }

    [Fact]
    public async Task GetAsync_ExpiredEntry_ReturnsIt()
    {
        var entry = SampleEntries.Create(1) with { ExpiresAt = SampleEntries.Now.AddYears(-1) };

        await UpsertAsync(entry);

        Assert.NotNull(await GetAsync(entry.Id));
    }

    [Fact]
    public async Task UpsertAsync_SameId_ReplacesTheEntryAndItsLabels()
    {
        var first = SampleEntries.Create(1);
        var second = SampleEntries.Create(2) with { Id = first.Id };

        await UpsertAsync(first);
        await UpsertAsync(second);

        EntryAssert.Same(second, await GetAsync(first.Id));
        Assert.Equal(1, await CountAsync());
        Assert.Equal(0, await CountAsync(new EntryFilter { Tag = first.Tags[0] }));
        Assert.Equal(0, await CountAsync(new EntryFilter { SourceId = first.Sources[0].Id }));
    }

    [Fact]
    public async Task UpsertAsync_SameIdTwiceInOneBatch_KeepsTheLater()
    {
        var first = SampleEntries.Create(1);
        var second = SampleEntries.Create(2) with { Id = first.Id };

        await UpsertAsync(first, second);

        EntryAssert.Same(second, await GetAsync(first.Id));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task UpsertAsync_CallerChangesItsVectorAfterwards_StoredEntryStays()
    {
        var entry = SampleEntries.Create(1);
        var buffer = entry.Vector.ToArray();
        await UpsertAsync(entry with { Vector = buffer });

        Array.Clear(buffer);

        EntryAssert.Same(entry, await GetAsync(entry.Id));
        Assert.Equal([entry.Id], await SearchAsync(QueryFor(entry)));
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(2f)]
    [InlineData(float.NaN)]
    public async Task UpsertAsync_VectorNotNormalised_ThrowsAndStoresNothing(float factor)
    {
        var good = SampleEntries.Create(1);
        var bad = SampleEntries.Create(2);
        float[] vector = [.. bad.Vector.ToArray().Select(member => member * factor)];

        await Assert.ThrowsAsync<ArgumentException>(() => UpsertAsync(good, bad with { Vector = vector }));

        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task UpsertAsync_NoEntries_DoesNothing()
    {
        await UpsertAsync(Array.Empty<CacheEntry>());

        Assert.Equal(0, await CountAsync());
    }
}
