using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Conformance;

/// <summary>Aliases with the same id, and more aliases than an entry may have.</summary>
public abstract class AliasReplacementSuite<THarness> : StoreSuite<THarness>
    where THarness : IStoreHarness, new()
{
    private const int Limit = 3;

    [Fact]
    public async Task AddAliasesAsync_SameIdAndEntry_ReplacesItAndCountsNothing()
    {
        var entry = (await UpsertAsync(1))[0];
        var before = SampleAliases.Create(1, entry);
        var after = SampleAliases.Create(2, entry) with { Id = before.Id };
        await AddAsync(Limit, before);

        Assert.Equal(0, await AddAsync(Limit, after));

        AliasAssert.Same(after, (await FindAsync(before.Id))?.Alias);
        Assert.Equal([entry.Id], await SearchAsync(QueryFor(after)));
        Assert.Empty(await SearchAsync(QueryFor(before)));
        Assert.Single(await AliasesAsync(entry));
    }

    [Fact]
    public async Task AddAliasesAsync_SameIdOtherModel_IsFoundWithTheNewModelOnly()
    {
        var entry = (await UpsertAsync(1))[0];
        var before = SampleAliases.Create(1, entry);
        var after = before with { EmbeddingFingerprint = "model-b" };
        await AddAsync(Limit, before);

        await AddAsync(Limit, after);

        Assert.Empty(await SearchAsync(QueryFor(before)));
        Assert.Equal([entry.Id], await SearchAsync(QueryFor(after)));
    }

    [Theory]
    [InlineData(AliasOrigin.Verified, AliasOrigin.Confirmed, AliasOrigin.Confirmed)]
    [InlineData(AliasOrigin.Verified, AliasOrigin.Merged, AliasOrigin.Merged)]
    [InlineData(AliasOrigin.Confirmed, AliasOrigin.Verified, AliasOrigin.Confirmed)]
    [InlineData(AliasOrigin.Merged, AliasOrigin.Verified, AliasOrigin.Merged)]
    [InlineData(AliasOrigin.Merged, AliasOrigin.Confirmed, AliasOrigin.Merged)]
    public async Task AddAliasesAsync_SameIdAndEntry_NeverLowersTheOrigin(AliasOrigin before, AliasOrigin added, AliasOrigin after)
    {
        var entry = (await UpsertAsync(1))[0];
        var alias = SampleAliases.Create(1, entry, before);
        await AddAsync(Limit, alias);

        await AddAsync(Limit, alias with { Origin = added });

        Assert.Equal(after, (await FindAsync(alias.Id))?.Alias?.Origin);
        Assert.Equal(after, Assert.Single(await Store.ListAliasesAsync(entry.Id, Cancellation)).Origin);
    }

    [Fact]
    public async Task AddAliasesAsync_SameIdOtherEntry_LeadsThereWithTheNewOrigin()
    {
        var entries = await UpsertAsync(2);
        var alias = SampleAliases.Create(1, entries[0], AliasOrigin.Confirmed);
        await AddAsync(Limit, alias);

        Assert.Equal(1, await AddAsync(Limit, alias with { Entry = entries[1].Id, Origin = AliasOrigin.Verified }));

        var match = await FindAsync(alias.Id);
        Assert.Equal((entries[1].Id, AliasOrigin.Verified), (match?.Entry.Id, match?.Alias?.Origin));
        Assert.Equal([entries[1].Id], await SearchAsync(QueryFor(alias)));
        Assert.Empty(await AliasesAsync(entries[0]));
        Assert.Equal([alias.Id], await AliasesAsync(entries[1]));
    }

    [Fact]
    public async Task AddAliasesAsync_LeadsToAnotherEntry_LivesAsLongAsThatOne()
    {
        var shortLived = SampleEntries.Create(1) with { ExpiresAt = SampleEntries.Now.AddMinutes(5) };
        var longLived = SampleEntries.Create(2);
        var alias = SampleAliases.Create(1, shortLived);
        await UpsertAsync(shortLived, longLived);
        await AddAsync(Limit, alias);
        await AddAsync(Limit, alias with { Entry = longLived.Id });

        await Store.SweepAsync(shortLived.ExpiresAt, Cancellation);

        Assert.Equal([longLived.Id], await SearchAsync(QueryFor(alias) with { Now = longLived.ExpiresAt.AddTicks(-1) }));
        Assert.Empty(await SearchAsync(QueryFor(alias) with { Now = longLived.ExpiresAt }));
    }

    [Fact]
    public async Task AddAliasesAsync_AtTheLimit_TheOldestVerifiedGoes()
    {
        var entry = (await UpsertAsync(1))[0];
        var confirmed = SampleAliases.Create(1, entry, AliasOrigin.Confirmed);
        var verified = SampleAliases.Create(2, entry);
        var later = SampleAliases.Create(3, entry);
        var newcomer = SampleAliases.Create(4, entry);
        await AddAsync(Limit, later, confirmed, verified);

        Assert.Equal(1, await AddAsync(Limit, newcomer));

        Assert.Equal([confirmed.Id, later.Id, newcomer.Id], await AliasesAsync(entry));
        await AssertGoneAsync(verified);
    }

    [Fact]
    public async Task AddAliasesAsync_LimitReachedByFirmOnes_LeavesAVerifiedOneOut()
    {
        var entry = (await UpsertAsync(1))[0];
        EntryAlias[] firm = [.. Enumerable.Range(1, Limit).Select(number => SampleAliases.Create(number, entry, AliasOrigin.Merged))];
        var newcomer = SampleAliases.Create(4, entry);
        await AddAsync(Limit, firm);

        Assert.Equal(0, await AddAsync(Limit, newcomer));

        Assert.Equal(firm.Select(alias => alias.Id), await AliasesAsync(entry));
        await AssertGoneAsync(newcomer);
    }

    [Fact]
    public async Task AddAliasesAsync_LimitReachedByFirmOnes_LetsAFirmOneTakeTheOldestsPlace()
    {
        var entry = (await UpsertAsync(1))[0];
        EntryAlias[] firm = [.. Enumerable.Range(1, Limit).Select(number => SampleAliases.Create(number, entry, AliasOrigin.Confirmed))];
        var newcomer = SampleAliases.Create(4, entry, AliasOrigin.Confirmed);
        await AddAsync(Limit, firm);

        Assert.Equal(1, await AddAsync(Limit, newcomer));

        Assert.Equal([firm[1].Id, firm[2].Id, newcomer.Id], await AliasesAsync(entry));
        await AssertGoneAsync(firm[0]);
    }

    [Fact]
    public async Task AddAliasesAsync_LimitLoweredMeanwhile_RemovesSeveral()
    {
        var entry = (await UpsertAsync(1))[0];
        EntryAlias[] verified = [.. Enumerable.Range(1, 3).Select(number => SampleAliases.Create(number, entry))];
        await AddAsync(Limit, verified);
        var newcomer = SampleAliases.Create(4, entry);

        Assert.Equal(1, await AddAsync(1, newcomer));

        Assert.Equal([newcomer.Id], await AliasesAsync(entry));
        await AssertGoneAsync(verified);
    }

    [Fact]
    public async Task AddAliasesAsync_LimitOfOtherEntry_IsItsOwn()
    {
        var entries = await UpsertAsync(2);
        await AddAsync(1, SampleAliases.Create(1, entries[0]));

        await AddAsync(1, SampleAliases.Create(2, entries[1]));

        Assert.Single(await AliasesAsync(entries[0]));
        Assert.Single(await AliasesAsync(entries[1]));
    }

    [Fact]
    public async Task AddAliasesAsync_LimitZero_StoresNothing()
    {
        var entry = (await UpsertAsync(1))[0];

        Assert.Equal(0, await AddAsync(0, SampleAliases.Create(1, entry, AliasOrigin.Confirmed)));

        Assert.Empty(await AliasesAsync(entry));
    }
}
