using SemanticCache.Core.Entries;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;

namespace SemanticCache.Store.Conformance;

/// <summary>Undoing merges.</summary>
public abstract class UndoMergeSuite<THarness> : StoreSuite<THarness>
    where THarness : IStoreHarness, new()
{
    private static readonly DateTimeOffset Later = SampleEntries.Now.AddMinutes(10);
    private static readonly CacheEntry Kept = SampleEntries.Create(1) with { HitCount = 3, Feedback = new FeedbackCounts(1, 2) };
    private static readonly CacheEntry Removed = SampleEntries.Create(2) with { HitCount = 4, Feedback = new FeedbackCounts(5, 1) };
    private static readonly EntryMerge Merge = SampleMerges.Of(1, Kept, Removed);
    private static readonly EntryAlias Alias = SampleAliases.Create(1, Removed);
    private static readonly EntryAlias KeptsOwn = SampleAliases.Create(2, Kept);

    [Fact]
    public async Task UndoMergeAsync_Merged_RestoresBothExactly()
    {
        await StoreAndMergeAsync();

        Assert.True(await UndoAsync());

        EntryAssert.Same(Removed, await GetAsync(Removed.Id));
        EntryAssert.Same(Kept with { LastUsedAt = Removed.LastUsedAt }, await GetAsync(Kept.Id));
        Assert.Null((await FindAsync(Removed.Id))?.Alias);
        Assert.Equal([Removed.Id], await SearchAsync(QueryFor(Removed)));
        Assert.Equal(2, await CountAsync());
        Assert.Equal(1, await CountAsync(new EntryFilter { Tag = "tag-2", SourceId = "document-2" }));
        Assert.Equal(1, await CountAsync(new EntryFilter { Question = Removed.Question }));
        Assert.Empty((await Store.ListMergesAsync("bot", new PageRequest(10, ""), Cancellation)).Merges);
    }

    [Fact]
    public async Task UndoMergeAsync_AliasesOfBoth_LeadWhereTheyLedBefore()
    {
        await StoreAndMergeAsync();

        await UndoAsync();

        AliasAssert.Same(Alias, (await FindAsync(Alias.Id))?.Alias);
        Assert.Equal([Removed.Id], await SearchAsync(QueryFor(Alias)));
        Assert.Equal([Alias.Id], await AliasesAsync(Removed));
        Assert.Equal([KeptsOwn.Id], await AliasesAsync(Kept));
    }

    [Fact]
    public async Task UndoMergeAsync_KeptWasUsedMeanwhile_KeepsItsOwnCounts()
    {
        await StoreAndMergeAsync();
        await Store.AddFeedbackAsync(Kept.Id, new EntryFeedback(IsGood: true, "", "", Later), Cancellation);

        await UndoAsync();

        var kept = await GetAsync(Kept.Id);
        Assert.Equal((3, new FeedbackCounts(2, 2)), (kept?.HitCount, kept?.Feedback));
    }

    [Fact]
    public async Task UndoMergeAsync_AliasGoneMeanwhile_DoesNotBringItBack()
    {
        await StoreAndMergeAsync();
        await Store.AddFeedbackAsync(Kept.Id, new EntryFeedback(IsGood: false, "", "", Later), Cancellation);

        Assert.True(await UndoAsync());

        EntryAssert.Same(Removed, await GetAsync(Removed.Id));
        await AssertGoneAsync(Alias, KeptsOwn);
    }

    [Fact]
    public async Task UndoMergeAsync_TheAliasLeadsElsewhereMeanwhile_LeavesItThere()
    {
        var another = SampleEntries.Create(3);
        await StoreAndMergeAsync();
        await UpsertAsync(another);
        await AddAsync(8, Alias with { Entry = another.Id });

        await UndoAsync();

        Assert.Equal(another.Id, (await FindAsync(Alias.Id))?.Entry.Id);
    }

    [Fact]
    public async Task UndoMergeAsync_UnknownOrUndone_ReturnsFalse()
    {
        Assert.False(await UndoAsync());
        await StoreAndMergeAsync();
        Assert.True(await UndoAsync());

        Assert.False(await UndoAsync());
    }

    [Fact]
    public async Task UndoMergeAsync_AnotherNamespace_ReturnsFalseAndChangesNothing()
    {
        await StoreAndMergeAsync();

        Assert.False(await Store.UndoMergeAsync("other", Merge.Id, Later, Cancellation));

        Assert.Null(await GetAsync(Removed.Id));
        Assert.True(await UndoAsync());
    }

    [Fact]
    public async Task WasMergeUndoneAsync_BeforeAndAfterUndoing_TellsOfThesePairsOnly()
    {
        var another = SampleEntries.Create(3);
        await UpsertAsync(another);
        await StoreAndMergeAsync();
        Assert.False(await WasUndoneAsync(Kept, Removed));

        await UndoAsync();

        Assert.True(await WasUndoneAsync(Kept, Removed));
        Assert.True(await WasUndoneAsync(Removed, Kept));
        Assert.False(await WasUndoneAsync(Kept, another));
        Assert.False(await WasUndoneAsync(another, Removed));
    }

    [Fact]
    public async Task WasMergeUndoneAsync_OneWasMergedOn_TellsOfTheEntryThatAnswersForIt()
    {
        var another = SampleEntries.Create(3);
        await UpsertAsync(another);
        await StoreAndMergeAsync();
        await UndoAsync();

        Assert.True(await Store.MergeAsync(SampleMerges.Of(2, another, Removed), aliasLimit: 8, Cancellation));

        Assert.True(await WasUndoneAsync(another, Kept));
    }

    [Fact]
    public async Task WasMergeUndoneAsync_SweptWhenBothWouldHaveExpired_TellsNoLonger()
    {
        var last = Kept.ExpiresAt > Removed.ExpiresAt ? Kept.ExpiresAt : Removed.ExpiresAt;
        await StoreAndMergeAsync();
        await UndoAsync();

        await Store.SweepAsync(last.AddTicks(-1), Cancellation);
        Assert.True(await WasUndoneAsync(Kept, Removed));
        await Store.SweepAsync(last, Cancellation);

        Assert.False(await WasUndoneAsync(Kept, Removed));
    }

    [Fact]
    public async Task UndoMergeAsync_RemovedWouldHaveExpired_ReturnsFalse()
    {
        await StoreAndMergeAsync();

        Assert.False(await Store.UndoMergeAsync("bot", Merge.Id, Removed.ExpiresAt, Cancellation));
        Assert.True(await Store.UndoMergeAsync("bot", Merge.Id, Removed.ExpiresAt.AddTicks(-1), Cancellation));
    }

    [Fact]
    public async Task UndoMergeAsync_RemovedWasStoredAnew_ReturnsFalseAndKeepsTheNewOne()
    {
        await StoreAndMergeAsync();
        var anew = SampleEntries.Create(7) with { Id = Removed.Id };
        await UpsertAsync(anew);

        Assert.False(await UndoAsync());

        EntryAssert.Same(anew, await GetAsync(Removed.Id));
    }

    [Fact]
    public async Task UndoMergeAsync_KeptIsGoneOrAnsweredAnew_ReturnsFalse()
    {
        await StoreAndMergeAsync();
        await UpsertAsync(Kept);
        Assert.False(await UndoAsync());

        await UpsertAsync(Removed);
        await Store.MergeAsync(Merge, aliasLimit: 8, Cancellation);
        await Store.DeleteAsync(new EntryFilter { Id = Kept.Id }, dryRun: false, Cancellation);
        Assert.False(await UndoAsync());
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task UndoMergeAsync_MergedOnceMoreAfterwards_IsAMergeLikeAnyOther()
    {
        await StoreAndMergeAsync();
        await UndoAsync();

        Assert.True(await Store.MergeAsync(Merge, aliasLimit: 8, Cancellation));
        Assert.True(await UndoAsync());

        EntryAssert.Same(Removed, await GetAsync(Removed.Id));
    }

    [Fact]
    public async Task SweepAsync_RemovedWouldHaveExpired_ForgetsTheMerge()
    {
        await UpsertAsync(Kept with { ExpiresAt = Removed.ExpiresAt.AddHours(1) }, Removed);
        await Store.MergeAsync(Merge, aliasLimit: 8, Cancellation);

        Assert.Equal(0, await Store.SweepAsync(Removed.ExpiresAt, Cancellation));

        Assert.Empty((await Store.ListMergesAsync("bot", new PageRequest(10, ""), Cancellation)).Merges);
    }

    [Fact]
    public async Task TryDeleteAsync_NamespaceOfTheMerge_ForgetsIt()
    {
        await Namespaces.TryCreateAsync(new CacheNamespace("bot", new NamespacePolicy(), SampleEntries.Now, SampleEntries.Now, 1), Cancellation);
        await StoreAndMergeAsync();

        await Namespaces.TryDeleteAsync("bot", Cancellation);

        Assert.False(await UndoAsync());
        Assert.Empty((await Store.ListMergesAsync("bot", new PageRequest(10, ""), Cancellation)).Merges);
    }

    [Theory]
    [MemberData(nameof(DeletionFilters.Names), MemberType = typeof(DeletionFilters))]
    public async Task DeleteAsync_FilterThatMatchesTheRemoved_ForgetsTheMerge(string name)
    {
        var kept = Kept with
        {
            Namespace = DeletionFilters.Special.Namespace, Tenant = DeletionFilters.Special.Tenant, Scope = DeletionFilters.Special.Scope,
        };
        await UpsertAsync(kept, DeletionFilters.Special, SampleEntries.Create(5), Removed);
        await Store.MergeAsync(SampleMerges.Of(1, kept, DeletionFilters.Special), aliasLimit: 8, Cancellation);
        await Store.MergeAsync(SampleMerges.Of(2, SampleEntries.Create(5), Removed), aliasLimit: 8, Cancellation);

        await Store.DeleteAsync(DeletionFilters.ByName[name], dryRun: false, Cancellation);

        Assert.False(await Store.UndoMergeAsync(kept.Namespace, SampleMerges.Id(1), Later, Cancellation));
        Assert.True(await Store.UndoMergeAsync("bot", SampleMerges.Id(2), Later, Cancellation));
    }

    private async Task StoreAndMergeAsync()
    {
        await UpsertAsync(Kept, Removed);
        Assert.Equal(2, await AddAsync(8, Alias, KeptsOwn));
        Assert.True(await Store.MergeAsync(Merge, aliasLimit: 8, Cancellation));
    }

    private async Task<bool> UndoAsync() => await Store.UndoMergeAsync("bot", Merge.Id, Later, Cancellation);

    private async Task<bool> WasUndoneAsync(CacheEntry one, CacheEntry other) => await Store.WasMergeUndoneAsync(one.Id, other.Id, Cancellation);
}
