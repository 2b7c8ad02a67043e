using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Conformance;

/// <summary>Expiries that change: put off by servings, pinned, and taken back.</summary>
public abstract class ExpirySuite<THarness> : StoreSuite<THarness>
    where THarness : IStoreHarness, new()
{
    private static readonly DateTimeOffset Later = SampleEntries.Now.AddHours(3);

    private static readonly DateTimeOffset Between = SampleEntries.Now.AddHours(2);

    private static readonly CacheEntry Entry = SampleEntries.Create(1);

    [Fact]
    public async Task SweepAsync_ServingPutTheExpiryOff_EntryAndAliasesStayAndAreFound()
    {
        var alias = await StoreWithAliasAsync();
        Store.Touch(Entry.Id, SampleEntries.Now, Later);

        Assert.Equal(0, await Store.SweepAsync(Between, Cancellation));

        Assert.Equal(Later, (await GetAsync(Entry.Id))?.ExpiresAt);
        Assert.Equal(1, (await GetAsync(Entry.Id))?.HitCount);
        Assert.Contains(Entry.Id, await SearchAsync(QueryFor(Entry) with { Now = Between }));
        Assert.Equal([Entry.Id], await SearchAsync(QueryFor(alias) with { Now = Between }));
        Assert.NotNull((await FindAsync(alias.Id))?.Alias);
    }

    [Fact]
    public async Task SearchAsync_AtTheExpiryThatWasPutOff_FindsNothingMore()
    {
        var alias = await StoreWithAliasAsync();
        Store.Touch(Entry.Id, SampleEntries.Now, Later);
        await Store.SweepAsync(SampleEntries.Now, Cancellation);

        Assert.Empty(await SearchAsync(QueryFor(Entry) with { Now = Later }));
        Assert.Empty(await SearchAsync(QueryFor(alias) with { Now = Later }));
        Assert.Equal(1, await Store.SweepAsync(Later, Cancellation));
    }

    [Fact]
    public async Task Touch_WithAnEarlierExpiry_LeavesTheLaterOne()
    {
        await UpsertAsync(Entry);
        Store.Touch(Entry.Id, SampleEntries.Now, SampleEntries.Now.AddMinutes(1));
        Store.Touch(Entry.Id, SampleEntries.Now);

        await Store.SweepAsync(SampleEntries.Now, Cancellation);

        Assert.Equal((2, Entry.ExpiresAt), ((await GetAsync(Entry.Id))?.HitCount, (await GetAsync(Entry.Id))?.ExpiresAt));
    }

    [Fact]
    public async Task UpsertAsync_ServingOfTheOldAnswerPutItsExpiryOff_TheNewOneHasItsOwn()
    {
        await UpsertAsync(Entry);
        Store.Touch(Entry.Id, SampleEntries.Now, Later);
        await UpsertAsync(Entry);

        await Store.SweepAsync(SampleEntries.Now, Cancellation);

        Assert.Equal(Entry.ExpiresAt, (await GetAsync(Entry.Id))?.ExpiresAt);
    }

    [Fact]
    public async Task SetExpiryAsync_Never_PinsEntryWithItsAliasesForEver()
    {
        var alias = await StoreWithAliasAsync();

        Assert.True(await Store.SetExpiryAsync(Entry.Id, CacheEntry.Never, Cancellation));

        var farAway = SampleEntries.Now.AddYears(5_000);
        Assert.True((await GetAsync(Entry.Id))?.IsPinned);
        Assert.Equal(0, await Store.SweepAsync(farAway, Cancellation));
        Assert.Equal([Entry.Id], (await SearchAsync(QueryFor(Entry) with { Now = farAway })).Distinct());
        Assert.Equal([Entry.Id], await SearchAsync(QueryFor(alias) with { Now = farAway }));
    }

    [Fact]
    public async Task SetExpiryAsync_PinTakenAway_ExpiresAgain()
    {
        var alias = await StoreWithAliasAsync();
        await Store.SetExpiryAsync(Entry.Id, CacheEntry.Never, Cancellation);

        Assert.True(await Store.SetExpiryAsync(Entry.Id, Between, Cancellation));

        Assert.False((await GetAsync(Entry.Id))?.IsPinned);
        Assert.Empty(await SearchAsync(QueryFor(Entry) with { Now = Between }));
        Assert.Empty(await SearchAsync(QueryFor(alias) with { Now = Between }));
        Assert.Equal(1, await Store.SweepAsync(Between, Cancellation));
    }

    [Fact]
    public async Task SetExpiryAsync_UnknownEntry_IsFalse() =>
        Assert.False(await Store.SetExpiryAsync(Entry.Id, CacheEntry.Never, Cancellation));

    [Fact]
    public async Task UpsertAsync_KeepingThePinned_LeavesThemAndStoresTheRest()
    {
        var alias = await StoreWithAliasAsync();
        await Store.SetExpiryAsync(Entry.Id, CacheEntry.Never, Cancellation);
        var other = SampleEntries.Create(2);

        await Store.UpsertAsync([Entry with { Answer = new Answer { Text = "another" } }, other], Cancellation, keepsPinned: true);

        EntryAssert.Same(Entry with { ExpiresAt = CacheEntry.Never }, await GetAsync(Entry.Id));
        EntryAssert.Same(other, await GetAsync(other.Id));
        Assert.NotNull((await FindAsync(alias.Id))?.Alias);
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task UpsertAsync_KeepingThePinned_ReplacesOthers()
    {
        await UpsertAsync(Entry);

        await Store.UpsertAsync([Entry with { Answer = new Answer { Text = "another" } }], Cancellation, keepsPinned: true);

        Assert.Equal("another", (await GetAsync(Entry.Id))?.Answer.Text);
    }

    [Fact]
    public async Task UpsertAsync_NotKeepingThePinned_ReplacesThem()
    {
        await UpsertAsync(Entry with { ExpiresAt = CacheEntry.Never });

        await UpsertAsync(Entry);

        Assert.False((await GetAsync(Entry.Id))?.IsPinned);
    }

    [Fact]
    public async Task MergeAsync_RemovedEntryIsPinned_IsRefused()
    {
        await UpsertAsync(SampleEntries.Create(1), SampleEntries.Create(2) with { ExpiresAt = CacheEntry.Never });
        var merge = new EntryMerge(SampleMerges.Id(1), SampleEntries.Id(1), SampleEntries.Id(2), "", SampleEntries.Now);

        Assert.False(await Store.MergeAsync(merge, 8, Cancellation));
        Assert.True(await Store.MergeAsync(merge with { Kept = merge.Removed, Removed = merge.Kept }, 8, Cancellation));

        Assert.True((await GetAsync(SampleEntries.Id(2)))?.IsPinned);
        Assert.Equal(1, await CountAsync());
    }

    private async Task<EntryAlias> StoreWithAliasAsync()
    {
        await UpsertAsync(Entry);
        var alias = SampleAliases.Create(9, Entry);
        Assert.Equal(1, await AddAsync(8, alias));
        return alias;
    }
}
