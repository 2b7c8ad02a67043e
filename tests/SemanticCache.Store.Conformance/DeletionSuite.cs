using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;

namespace SemanticCache.Store.Conformance;

/// <summary>Deleting by filter.</summary>
public abstract class DeletionSuite<THarness> : StoreSuite<THarness>
    where THarness : IStoreHarness, new()
{
    private static readonly CacheEntry Special = DeletionFilters.Special;

    [Theory]
    [MemberData(nameof(DeletionFilters.Names), MemberType = typeof(DeletionFilters))]
    public async Task DeleteAsync_FilterThatMatchesOne_DeletesOnlyThatOne(string name)
    {
        var others = await UpsertAsync(5);
        await UpsertAsync(Special);

        Assert.Equal(1, await Store.DeleteAsync(DeletionFilters.ByName[name], dryRun: false, Cancellation));

        Assert.Null(await GetAsync(Special.Id));
        Assert.Empty(await SearchAsync(QueryFor(Special)));
        Assert.Equal(others.Length, await CountAsync());
        Assert.Equal(0, await CountAsync(DeletionFilters.ByName[name]));
    }

    [Theory]
    [MemberData(nameof(DeletionFilters.Names), MemberType = typeof(DeletionFilters))]
    public async Task DeleteAsync_DryRun_CountsAndDeletesNothing(string name)
    {
        await UpsertAsync(5);
        await UpsertAsync(Special);

        Assert.Equal(1, await Store.DeleteAsync(DeletionFilters.ByName[name], dryRun: true, Cancellation));

        Assert.NotNull(await GetAsync(Special.Id));
        Assert.Single(await SearchAsync(QueryFor(Special)));
    }

    [Fact]
    public async Task DeleteAsync_TwoConditions_DeletesWhatMatchesBoth()
    {
        await UpsertAsync(5);

        var filter = new EntryFilter { Tag = "tag-1", SourceId = "document-2" };

        Assert.Equal(0, await Store.DeleteAsync(filter, dryRun: false, Cancellation));
        Assert.Equal(5, await CountAsync());
    }

    [Fact]
    public async Task DeleteAsync_EmptyFilter_DeletesEverything()
    {
        await UpsertAsync(2_500);

        Assert.Equal(2_500, await Store.DeleteAsync(new EntryFilter(), dryRun: false, Cancellation));

        Assert.Equal(0, await CountAsync());
        Assert.Equal(0, await CountAsync(new EntryFilter { Namespace = "bot" }));
        Assert.Empty(await SearchAsync(QueryFor(SampleEntries.Create(1))));
    }

    [Fact]
    public async Task DeleteAsync_SourceVersionWithoutSource_Throws() =>
        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await Store.DeleteAsync(new EntryFilter { SourceVersion = "1" }, dryRun: false, Cancellation));

    [Fact]
    public async Task UpsertAsync_AfterDeletion_StoresAgain()
    {
        var entry = (await UpsertAsync(1))[0];
        await Store.DeleteAsync(new EntryFilter { Id = entry.Id }, dryRun: false, Cancellation);

        await UpsertAsync(entry);

        Assert.Equal([entry.Id], await SearchAsync(QueryFor(entry)));
        Assert.Equal(1, await CountAsync());
    }
}
