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
    public async Task DeleteAsync_CreatedFrom_MatchesTheTickItselfAndLater()
    {
        await UpsertAsync(5);

        Assert.Equal(2, await CountAsync(new EntryFilter { CreatedFrom = SampleEntries.Now.AddTicks(4) }));
    }

    [Fact]
    public async Task DeleteAsync_TheseEntries_DeletesThemWithTheirAliasesOnly()
    {
        var entries = await UpsertAsync(1_100);
        var alias = SampleAliases.Create(1, entries[0]);
        var other = SampleAliases.Create(2, entries[1_050]);
        await AddAsync(4, alias, other);

        Assert.Equal(1_049, await Store.DeleteAsync([.. entries.Take(1_049)], Cancellation));
        Assert.Equal(0, await Store.DeleteAsync([.. entries.Take(1_049)], Cancellation));
        Assert.Equal(0, await Store.DeleteAsync([], Cancellation));

        Assert.Null(await GetAsync(entries[0].Id));
        Assert.Empty(await SearchAsync(QueryFor(entries[0])));
        await AssertGoneAsync(alias);
        Assert.Equal(51, await CountAsync());
        Assert.Equal(entries[1_050].Id, (await FindAsync(other.Id))!.Value.Entry.Id);
    }

    [Fact]
    public async Task DeleteAsync_EntryReplacedSinceItWasRead_Stays()
    {
        var read = (await UpsertAsync(2))[0];
        var newer = read with { CreatedAt = read.CreatedAt.AddTicks(10), Answer = new Answer { Text = "Newer." } };
        await UpsertAsync(newer);

        Assert.Equal(0, await Store.DeleteAsync([read], Cancellation));

        Assert.Equal("Newer.", (await GetAsync(read.Id))!.Answer.Text);
        Assert.Equal([read.Id], await SearchAsync(QueryFor(read)));
    }

    [Fact]
    public async Task ListAsync_DeletedBetweenPages_SkipsNothingElse()
    {
        var entries = await UpsertAsync(30);
        var first = await Store.ListAsync(new EntryFilter { Namespace = "bot" }, new PageRequest(10, ""), Cancellation);

        await Store.DeleteAsync(first.Entries, Cancellation);

        var second = await Store.ListAsync(new EntryFilter { Namespace = "bot" }, new PageRequest(10, first.NextToken), Cancellation);
        Assert.Equal(entries[10..20].Reverse().Select(entry => entry.Id), second.Entries.Select(entry => entry.Id));
    }

    [Fact]
    public async Task ForgetMergesAsync_FilterOfTheRemovedEntry_KeepsTheEntriesAndEndsTheUndo()
    {
        var entries = await UpsertAsync(2);
        Assert.True(await Store.MergeAsync(SampleMerges.Of(1, entries[0], entries[1]), 4, Cancellation));

        await Store.ForgetMergesAsync(new EntryFilter { Tag = "tag-1" }, Cancellation);
        Assert.Single((await Store.ListMergesAsync("bot", new PageRequest(10, ""), Cancellation)).Merges);
        await Store.ForgetMergesAsync(new EntryFilter { Tag = "tag-2" }, Cancellation);

        Assert.Empty((await Store.ListMergesAsync("bot", new PageRequest(10, ""), Cancellation)).Merges);
        Assert.Equal(1, await CountAsync());
    }

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
