using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;

namespace SemanticCache.Store.Conformance;

/// <summary>Merging two entries.</summary>
public abstract class MergeSuite<THarness> : StoreSuite<THarness>
    where THarness : IStoreHarness, new()
{
    private static readonly CacheEntry Kept = SampleEntries.Create(1) with { HitCount = 3, Feedback = new FeedbackCounts(1, 2) };
    private static readonly CacheEntry Removed = SampleEntries.Create(2) with { HitCount = 4, Feedback = new FeedbackCounts(5, 1) };
    private static readonly EntryMerge Merge = SampleMerges.Of(1, Kept, Removed);

    [Fact]
    public async Task MergeAsync_TwoEntries_TheWordingOfTheOneLeadsToTheOther()
    {
        await UpsertAsync(Kept, Removed);

        Assert.True(await Store.MergeAsync(Merge, aliasLimit: 8, Cancellation));

        var match = await FindAsync(Removed.Id);
        Assert.Equal(Kept.Id, match?.Entry.Id);
        AliasAssert.Same(SampleMerges.WordingOf(Merge, Removed), match?.Alias);
        Assert.Null(await GetAsync(Removed.Id));
        Assert.Equal([Kept.Id], await SearchAsync(QueryFor(Removed)));
        Assert.Equal(1, await CountAsync());
        Assert.Equal(0, await CountAsync(new EntryFilter { Tag = "tag-2" }));
    }

    [Fact]
    public async Task MergeAsync_HitsAndFeedbackOfBoth_AddUp()
    {
        var used = SampleEntries.Now.AddMinutes(3);
        await UpsertAsync(Kept, Removed);
        Store.Touch(Removed.Id, used);

        await Store.MergeAsync(Merge, aliasLimit: 8, Cancellation);

        EntryAssert.Same(Kept with { HitCount = 8, Feedback = new FeedbackCounts(6, 3), LastUsedAt = used }, await GetAsync(Kept.Id));
    }

    [Fact]
    public async Task MergeAsync_AliasesOfTheRemoved_LeadToTheKept()
    {
        EntryAlias[] aliases = [SampleAliases.Create(1, Removed), SampleAliases.Create(2, Removed, AliasOrigin.Confirmed)];
        await UpsertAsync(Kept, Removed);
        await AddAsync(8, aliases);

        await Store.MergeAsync(Merge, aliasLimit: 8, Cancellation);

        AliasAssert.Same(aliases[0] with { Entry = Kept.Id }, (await FindAsync(aliases[0].Id))?.Alias);
        Assert.Equal([Kept.Id], await SearchAsync(QueryFor(aliases[1])));
        Assert.Equal([aliases[0].Id, aliases[1].Id, Removed.Id], await AliasesAsync(Kept));
    }

    [Fact]
    public async Task MergeAsync_MoreAliasesThanTheLimit_KeepsTheWordingAndTheFirmOnes()
    {
        var verified = SampleAliases.Create(1, Removed);
        var confirmed = SampleAliases.Create(2, Removed, AliasOrigin.Confirmed);
        var own = SampleAliases.Create(3, Kept);
        await UpsertAsync(Kept, Removed);
        await AddAsync(8, verified, confirmed, own);

        await Store.MergeAsync(Merge, aliasLimit: 2, Cancellation);

        Assert.Equal([confirmed.Id, Removed.Id], await AliasesAsync(Kept));
        await AssertGoneAsync(verified, own);
    }

    [Theory]
    [MemberData(nameof(UnfitPairs.Names), MemberType = typeof(UnfitPairs))]
    public async Task MergeAsync_UnfitEntries_ReturnsFalseAndChangesNothing(string name)
    {
        var (kept, removed) = UnfitPairs.ByName[name];
        var alias = SampleAliases.Create(1, removed) with { CreatedAt = SampleEntries.Now.AddMinutes(-1) };
        await UpsertAsync(kept, removed);
        await AddAsync(8, alias);

        Assert.False(await Store.MergeAsync(Merge, aliasLimit: 8, Cancellation));

        EntryAssert.Same(kept, await GetAsync(kept.Id));
        EntryAssert.Same(removed, await GetAsync(removed.Id));
        Assert.Equal([alias.Id], await AliasesAsync(removed));
        Assert.Empty((await Store.ListMergesAsync("bot", new PageRequest(10, ""), Cancellation)).Merges);
    }

    [Fact]
    public async Task MergeAsync_OneIsGoneOrTheOtherItself_ReturnsFalse()
    {
        await UpsertAsync(Kept);

        Assert.False(await Store.MergeAsync(Merge, aliasLimit: 8, Cancellation));
        Assert.False(await Store.MergeAsync(SampleMerges.Of(2, Removed, Kept), aliasLimit: 8, Cancellation));
        Assert.False(await Store.MergeAsync(SampleMerges.Of(3, Kept, Kept), aliasLimit: 8, Cancellation));

        EntryAssert.Same(Kept, await GetAsync(Kept.Id));
    }

    [Fact]
    public async Task MergeAsync_IdInUse_ReturnsFalse()
    {
        var another = SampleEntries.Create(3);
        await UpsertAsync(Kept, Removed, another);
        await Store.MergeAsync(Merge, aliasLimit: 8, Cancellation);

        Assert.False(await Store.MergeAsync(Merge with { Removed = another.Id }, aliasLimit: 8, Cancellation));

        EntryAssert.Same(another, await GetAsync(another.Id));
    }

    [Fact]
    public async Task ListMergesAsync_SeveralPages_ReturnsTheNamespacesNewestFirst()
    {
        var entries = await UpsertAsync(6);
        for (var number = 1; number < 6; number++)
        {
            await Store.MergeAsync(SampleMerges.Of(number, entries[0], entries[number]), aliasLimit: 8, Cancellation);
        }

        var first = await Store.ListMergesAsync("bot", new PageRequest(3, ""), Cancellation);
        var second = await Store.ListMergesAsync("bot", new PageRequest(3, first.NextToken), Cancellation);

        Assert.Equal(
            Enumerable.Range(1, 5).Reverse().Select(number => SampleMerges.Of(number, entries[0], entries[number])),
            first.Merges.Concat(second.Merges));
        Assert.Equal((3, ""), (first.Merges.Count, second.NextToken));
        Assert.Empty((await Store.ListMergesAsync("other", new PageRequest(3, ""), Cancellation)).Merges);
    }

    [Fact]
    public async Task ListMergesAsync_UnknownToken_Throws() =>
        await Assert.ThrowsAsync<InvalidPageTokenException>(async () =>
            await Store.ListMergesAsync("bot", new PageRequest(3, "never returned"), Cancellation));
}
