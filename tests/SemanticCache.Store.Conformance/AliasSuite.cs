using SemanticCache.Core.Entries;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Store.Conformance;

/// <summary>Storing aliases and finding entries by them.</summary>
public abstract class AliasSuite<THarness> : StoreSuite<THarness>
    where THarness : IStoreHarness, new()
{
    private const int Limit = 8;

    [Fact]
    public async Task FindAsync_UnknownId_ReturnsNull() => Assert.Null(await FindAsync(SampleEntries.Id(1)));

    [Fact]
    public async Task FindAsync_EntrysOwnId_ReturnsItWithoutAlias()
    {
        var entry = (await UpsertAsync(1))[0];

        var match = await FindAsync(entry.Id);

        EntryAssert.Same(entry, match?.Entry);
        Assert.Null(match?.Alias);
    }

    [Fact]
    public async Task FindAsync_AliasId_ReturnsTheEntryAndEveryMemberOfTheAlias()
    {
        var entries = await UpsertAsync(3);
        var alias = SampleAliases.Create(1, entries[1], AliasOrigin.Confirmed);

        Assert.Equal(1, await AddAsync(Limit, alias));

        var match = await FindAsync(alias.Id);
        EntryAssert.Same(entries[1], match?.Entry);
        AliasAssert.Same(alias, match?.Alias);
        Assert.Null(await GetAsync(alias.Id));
        Assert.Equal(3, await CountAsync());
    }

    [Fact]
    public async Task FindAsync_MoreAliasesThanAnyMemoryKeeps_FindsEach()
    {
        var entries = await UpsertAsync(20);
        EntryAlias[] aliases = [.. entries.Select((entry, number) => SampleAliases.Create(number, entry))];
        Assert.Equal(20, await AddAsync(Limit, aliases));

        for (var round = 0; round < 3; round++)
        {
            foreach (var alias in aliases)
            {
                var match = await FindAsync(alias.Id);
                Assert.Equal(alias.Entry, match?.Entry.Id);
                AliasAssert.Same(alias, match?.Alias);
            }
        }
    }

    [Fact]
    public async Task FindAsync_ExpiredEntry_ReturnsIt()
    {
        var entry = SampleEntries.Create(1) with { ExpiresAt = SampleEntries.Now.AddMinutes(2) };
        var alias = SampleAliases.Create(1, entry);
        await UpsertAsync(entry);
        await AddAsync(Limit, alias);

        Assert.Equal(entry.Id, (await FindAsync(alias.Id))?.Entry.Id);
    }

    [Fact]
    public async Task AddAliasesAsync_AliasWithoutVector_IsFoundByIdAlone()
    {
        var entry = (await UpsertAsync(1))[0];
        var alias = SampleAliases.Create(1, entry) with { Vector = default, EmbeddingFingerprint = "" };

        await AddAsync(Limit, alias);

        AliasAssert.Same(alias, (await FindAsync(alias.Id))?.Alias);
    }

    [Fact]
    public async Task AddAliasesAsync_EntryWithoutVector_IsFoundByTheAliassVector()
    {
        var entry = SampleEntries.Create(1) with { Vector = default, EmbeddingFingerprint = "" };
        var alias = SampleAliases.Create(1, entry);
        await UpsertAsync(entry);

        await AddAsync(Limit, alias);

        Assert.Equal([entry.Id], await SearchAsync(QueryFor(alias)));
    }

    [Fact]
    public async Task AddAliasesAsync_CallerChangesItsVectorAfterwards_StoredAliasStays()
    {
        var entry = (await UpsertAsync(1))[0];
        var alias = SampleAliases.Create(1, entry);
        var buffer = alias.Vector.ToArray();
        await AddAsync(Limit, alias with { Vector = buffer });

        Array.Clear(buffer);

        AliasAssert.Same(alias, (await FindAsync(alias.Id))?.Alias);
        Assert.Equal([entry.Id], await SearchAsync(QueryFor(alias)));
    }

    [Fact]
    public async Task AddAliasesAsync_VectorNotNormalised_ThrowsAndStoresNothing()
    {
        var entry = (await UpsertAsync(1))[0];
        var good = SampleAliases.Create(1, entry);

        await Assert.ThrowsAsync<ArgumentException>(() =>
            AddAsync(Limit, good, SampleAliases.Create(2, entry) with { Vector = new float[16] }));

        Assert.Empty(await AliasesAsync(entry));
    }

    [Fact]
    public async Task AddAliasesAsync_EntryGone_StoresNothing()
    {
        var alias = SampleAliases.Create(1, SampleEntries.Create(1));

        Assert.Equal(0, await AddAsync(Limit, alias));

        await UpsertAsync(1);
        await AssertGoneAsync(alias);
    }

    [Fact]
    public async Task AddAliasesAsync_EntryExpired_StoresNothing()
    {
        var entry = SampleEntries.Create(1);
        var alias = SampleAliases.Create(1, entry);
        await UpsertAsync(entry with { ExpiresAt = alias.CreatedAt });

        Assert.Equal(0, await AddAsync(Limit, alias));

        await AssertGoneAsync(alias);
    }

    [Fact]
    public async Task AddAliasesAsync_OtherScope_StoresNothing()
    {
        var entry = (await UpsertAsync(1))[0];
        var alias = SampleAliases.Create(1, entry) with { Scope = new ScopeId(entry.Scope.Value ^ 1) };

        Assert.Equal(0, await AddAsync(Limit, alias));

        await AssertGoneAsync(alias);
    }

    [Fact]
    public async Task AddAliasesAsync_EntryWithItsId_StoresNothing()
    {
        var entries = await UpsertAsync(2);
        var alias = SampleAliases.Create(1, entries[0]) with { Id = entries[1].Id };

        Assert.Equal(0, await AddAsync(Limit, alias, alias with { Id = entries[0].Id }));

        EntryAssert.Same(entries[1], (await FindAsync(alias.Id))?.Entry);
        await AssertGoneAsync(alias);
    }

    [Fact]
    public async Task AddAliasesAsync_ExpiredEntryWithItsId_TakesItsPlace()
    {
        var entry = (await UpsertAsync(1))[0];
        var alias = SampleAliases.Create(1, entry);
        var expired = SampleEntries.Create(2) with { Id = alias.Id };
        var alsoGone = SampleAliases.Create(2, expired);
        await UpsertAsync(expired);
        await AddAsync(Limit, alsoGone);
        await UpsertAsync(expired with { ExpiresAt = alias.CreatedAt });

        Assert.Equal(1, await AddAsync(Limit, alias));

        AliasAssert.Same(alias, (await FindAsync(alias.Id))?.Alias);
        Assert.Equal(1, await CountAsync());
        Assert.Null(await GetAsync(alias.Id));
        Assert.Empty(await SearchAsync(QueryFor(expired)));
        await AssertGoneAsync(alsoGone);
    }

    [Fact]
    public async Task ListAliasesAsync_AnyOrderOfAdding_ReturnsTheEntrysOldestFirst()
    {
        var entries = await UpsertAsync(2);
        EntryAlias[] aliases = [.. Enumerable.Range(1, 4).Select(number => SampleAliases.Create(number, entries[0]))];
        await AddAsync(Limit, aliases[2], aliases[0], SampleAliases.Create(9, entries[1]), aliases[3], aliases[1]);

        var listed = await Store.ListAliasesAsync(entries[0].Id, Cancellation);

        Assert.All(aliases.Zip(listed), pair => AliasAssert.Same(pair.First, pair.Second));
        Assert.Equal(4, listed.Count);
        Assert.Empty(await Store.ListAliasesAsync(SampleEntries.Id(7), Cancellation));
    }

    [Fact]
    public async Task RemoveAliasesAsync_SeveralEntries_RemovesThoseOfTheOne()
    {
        var entries = await UpsertAsync(2);
        EntryAlias[] aliases = [.. Enumerable.Range(1, 3).Select(number => SampleAliases.Create(number, entries[0]))];
        var other = SampleAliases.Create(9, entries[1]);
        await AddAsync(Limit, [.. aliases, other]);

        Assert.Equal(3, await Store.RemoveAliasesAsync(entries[0].Id, Cancellation));

        await AssertGoneAsync(aliases);
        Assert.Empty(await AliasesAsync(entries[0]));
        Assert.Equal([other.Id], await AliasesAsync(entries[1]));
        Assert.Equal(0, await Store.RemoveAliasesAsync(entries[0].Id, Cancellation));
    }
}
