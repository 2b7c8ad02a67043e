using SemanticCache.Core.Entries;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;

namespace SemanticCache.Store.Conformance;

/// <summary>An alias dies with its entry, and with the answer that it was accepted for.</summary>
public abstract class AliasLifeSuite<THarness> : StoreSuite<THarness>
    where THarness : IStoreHarness, new()
{
    private static readonly EntryFeedback Bad = new(IsGood: false, "", "", SampleEntries.Now);

    [Fact]
    public async Task DeleteAsync_EntryWithAliases_TheyGo()
    {
        var (entry, aliases, other) = await StoreAsync();

        Assert.Equal(1, await Store.DeleteAsync(new EntryFilter { Id = entry.Id }, dryRun: false, Cancellation));

        await AssertOnlyOthersAreLeftAsync(aliases, other);
    }

    [Fact]
    public async Task DeleteAsync_DryRun_LeavesThem()
    {
        var (entry, aliases, _) = await StoreAsync();

        await Store.DeleteAsync(new EntryFilter(), dryRun: true, Cancellation);

        Assert.Equal(aliases.Select(alias => alias.Id), await AliasesAsync(entry));
    }

    [Fact]
    public async Task DeleteAsync_AliasId_DeletesNothing()
    {
        var (_, aliases, _) = await StoreAsync();

        Assert.Equal(0, await Store.DeleteAsync(new EntryFilter { Id = aliases[0].Id }, dryRun: false, Cancellation));

        Assert.NotNull(await FindAsync(aliases[0].Id));
    }

    [Fact]
    public async Task SweepAsync_EntryWithAliases_TheyGo()
    {
        var (_, aliases, other) = await StoreAsync();

        Assert.Equal(1, await Store.SweepAsync(SampleEntries.Now.AddMinutes(30), Cancellation));

        await AssertOnlyOthersAreLeftAsync(aliases, other);
    }

    [Fact]
    public async Task EvictAsync_EntryWithAliases_TheyGo()
    {
        var (_, aliases, other) = await StoreAsync();

        Assert.Equal(1, await EvictAsync("bot", keep: 1));

        await AssertOnlyOthersAreLeftAsync(aliases, other);
    }

    [Fact]
    public async Task TryDeleteAsync_NamespaceOfEntryWithAliases_TheyGo()
    {
        var (_, aliases, _) = await StoreAsync();
        var bot = new CacheNamespace("bot", new NamespacePolicy(), SampleEntries.Now, SampleEntries.Now, 1);
        await Namespaces.TryCreateAsync(bot, Cancellation);

        await Namespaces.TryDeleteAsync("bot", Cancellation);

        await AssertGoneAsync(aliases);
    }

    [Fact]
    public async Task UpsertAsync_EntryWithAliasesAgain_TheyGo()
    {
        var (entry, aliases, other) = await StoreAsync();

        await UpsertAsync(entry);

        await AssertOnlyOthersAreLeftAsync(aliases, other);
        Assert.Empty(await AliasesAsync(entry));
    }

    [Fact]
    public async Task UpsertAsync_EntryWithAnAliassId_TheAliasGoes()
    {
        var (entry, aliases, _) = await StoreAsync();
        var own = SampleEntries.Create(7) with { Id = aliases[0].Id };

        await UpsertAsync(own);

        var match = await FindAsync(own.Id);
        EntryAssert.Same(own, match?.Entry);
        Assert.Null(match?.Alias);
        Assert.Equal([aliases[1].Id], await AliasesAsync(entry));
        Assert.Equal([own.Id], await SearchAsync(QueryFor(own)));
        await AssertGoneAsync(aliases[0]);
    }

    [Fact]
    public async Task AddFeedbackAsync_Bad_TheEntrysAliasesGo()
    {
        var (entry, aliases, other) = await StoreAsync();

        Assert.True(await Store.AddFeedbackAsync(entry.Id, Bad, Cancellation));

        await AssertOnlyOthersAreLeftAsync(aliases, other);
        Assert.NotNull(await GetAsync(entry.Id));
    }

    [Fact]
    public async Task AddFeedbackAsync_Good_LeavesThem()
    {
        var (entry, aliases, _) = await StoreAsync();

        Assert.True(await Store.AddFeedbackAsync(entry.Id, Bad with { IsGood = true }, Cancellation));

        Assert.Equal(aliases.Select(alias => alias.Id), await AliasesAsync(entry));
        Assert.Equal(1, (await FindAsync(aliases[0].Id))?.Entry.Feedback.Good);
    }

    [Fact]
    public async Task AddAliasesAsync_AfterDeletion_StoresAgain()
    {
        var (entry, aliases, _) = await StoreAsync();
        await Store.DeleteAsync(new EntryFilter { Id = entry.Id }, dryRun: false, Cancellation);
        await UpsertAsync(entry);

        Assert.Equal(2, await AddAsync(8, aliases));

        Assert.Equal([entry.Id], await SearchAsync(QueryFor(aliases[0])));
        Assert.Equal(aliases.Select(alias => alias.Id), await AliasesAsync(entry));
    }

    private async Task<(CacheEntry Entry, EntryAlias[] Aliases, EntryAlias Other)> StoreAsync()
    {
        var entry = SampleEntries.Create(1) with { ExpiresAt = SampleEntries.Now.AddMinutes(10) };
        var another = SampleEntries.Create(2);
        await UpsertAsync(entry, another);
        EntryAlias[] aliases = [SampleAliases.Create(1, entry), SampleAliases.Create(2, entry, AliasOrigin.Merged)];
        var other = SampleAliases.Create(3, another);
        Assert.Equal(3, await AddAsync(8, [.. aliases, other]));
        return (entry, aliases, other);
    }

    private async Task AssertOnlyOthersAreLeftAsync(EntryAlias[] gone, EntryAlias other)
    {
        await AssertGoneAsync(gone);
        AliasAssert.Same(other, (await FindAsync(other.Id))?.Alias);
        Assert.Equal([other.Entry], await SearchAsync(QueryFor(other)));
    }
}
