using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;

namespace SemanticCache.Store.Conformance;

/// <summary>Listing and counting.</summary>
public abstract class ListingSuite<THarness> : StoreSuite<THarness>
    where THarness : IStoreHarness, new()
{
    [Fact]
    public async Task ListAsync_SeveralPages_ReturnsEveryEntryOnceNewestFirst()
    {
        var entries = await UpsertAsync(25);

        var listed = await ListAllAsync(new EntryFilter(), size: 10);

        Assert.Equal(entries.Reverse().Select(entry => entry.Id), listed.Select(entry => entry.Id));
    }

    [Fact]
    public async Task ListAsync_EqualTimes_ReturnsEveryEntryOnce()
    {
        var entries = await UpsertAsync([.. Enumerable.Range(0, 9).Select(number =>
            SampleEntries.Create(number) with { CreatedAt = SampleEntries.Now })]);

        var listed = await ListAllAsync(new EntryFilter(), size: 2);

        Assert.Equal(entries.Select(entry => entry.Id).Order(IdOrder), listed.Select(entry => entry.Id).Order(IdOrder));
    }

    [Fact]
    public async Task ListAsync_WholePage_HasNoNextToken()
    {
        await UpsertAsync(4);

        var page = await Store.ListAsync(new EntryFilter(), new PageRequest(4, ""), Cancellation);

        Assert.Equal(4, page.Entries.Count);
        Assert.Empty(page.NextToken);
    }

    [Fact]
    public async Task ListAsync_Filter_ReturnsMatchesWithEveryMember()
    {
        var entries = await UpsertAsync(5);

        var listed = await ListAllAsync(new EntryFilter { Namespace = "bot", Tag = "tag-3" }, size: 10);

        EntryAssert.Same(entries[2], Assert.Single(listed));
    }

    [Fact]
    public async Task ListAsync_EntryDeletedBetweenPages_ContinuesBehindIt()
    {
        await UpsertAsync(6);
        var first = await Store.ListAsync(new EntryFilter(), new PageRequest(3, ""), Cancellation);
        await Store.DeleteAsync(new EntryFilter { Id = first.Entries[2].Id }, dryRun: false, Cancellation);

        var second = await Store.ListAsync(new EntryFilter(), new PageRequest(3, first.NextToken), Cancellation);

        Assert.Equal([SampleEntries.Id(3), SampleEntries.Id(2), SampleEntries.Id(1)], second.Entries.Select(entry => entry.Id));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("not a token at all, but long enough")]
    public async Task ListAsync_UnknownToken_Throws(string token) =>
        await Assert.ThrowsAsync<InvalidPageTokenException>(async () =>
            await Store.ListAsync(new EntryFilter(), new PageRequest(3, token), Cancellation));

    [Fact]
    public async Task CountAsync_AnyFilter_CountsMatches()
    {
        await UpsertAsync(7);
        await UpsertAsync(SampleEntries.Create(8) with { Namespace = "other" });

        Assert.Equal(8, await CountAsync());
        Assert.Equal(7, await CountAsync(new EntryFilter { Namespace = "bot" }));
        Assert.Equal(0, await CountAsync(new EntryFilter { Namespace = "BOT" }));
        Assert.Equal(3, await CountAsync(new EntryFilter { CreatedBefore = SampleEntries.Now.AddTicks(4) }));
    }

    [Fact]
    public async Task CountAsync_EntryMovedToAnotherNamespace_CountsItThere()
    {
        var entry = (await UpsertAsync(1))[0];

        await UpsertAsync(entry with { Namespace = "other" });

        Assert.Equal(0, await CountAsync(new EntryFilter { Namespace = "bot" }));
        Assert.Equal(1, await CountAsync(new EntryFilter { Namespace = "other" }));
    }

    private static Comparer<EntryId> IdOrder => Comparer<EntryId>.Create((left, right) => left.Value.CompareTo(right.Value));

    private async Task<List<CacheEntry>> ListAllAsync(EntryFilter filter, int size)
    {
        var listed = new List<CacheEntry>();
        var token = "";
        do
        {
            var page = await Store.ListAsync(filter, new PageRequest(size, token), Cancellation);
            Assert.InRange(page.Entries.Count, 0, size);
            listed.AddRange(page.Entries);
            token = page.NextToken;
        }
        while (token.Length > 0);

        return listed;
    }
}
