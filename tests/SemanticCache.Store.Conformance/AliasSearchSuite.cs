using SemanticCache.Core.Entries;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Search;

namespace SemanticCache.Store.Conformance;

/// <summary>Searching among entries and aliases.</summary>
public abstract class AliasSearchSuite<THarness> : StoreSuite<THarness>
    where THarness : IStoreHarness, new()
{
    private const int Dimension = 64;

    [Fact]
    public async Task SearchAsync_NearAnAlias_ReturnsTheEntryWithTheAliassSimilarity()
    {
        var entry = (await UpsertAsync(1))[0];
        var alias = SampleAliases.Create(1, entry);
        await AddAsync(8, alias);

        var query = QueryFor(alias) with { Vector = SampleEntries.At(alias.Vector.Span, 0.95, seed: 5) };
        var candidate = Assert.Single(await Store.SearchAsync(query, Cancellation));

        EntryAssert.Same(entry, candidate.Entry);
        AliasAssert.Same(alias, candidate.Alias);
        Assert.Equal(alias.Question, candidate.Question);
        Assert.Equal(0.95f, candidate.Similarity, 1e-4f);
    }

    [Fact]
    public async Task SearchAsync_EntryAndItsAliasesAllNear_ReturnsEachWording()
    {
        var entry = (await UpsertAsync(1))[0];
        EntryAlias[] aliases = [.. Enumerable.Range(1, 2).Select(number => SampleAliases.Create(number, entry) with
        {
            Vector = SampleEntries.At(entry.Vector.Span, 1 - (number * 0.02), seed: 10 + number),
        })];
        await AddAsync(8, aliases);

        var found = await Store.SearchAsync(QueryFor(entry), Cancellation);

        Assert.Equal([null, aliases[0].Id, aliases[1].Id], found.Select(candidate => candidate.Alias?.Id));
        Assert.All(found, candidate => Assert.Equal(entry.Id, candidate.Entry.Id));
    }

    [Fact]
    public async Task SearchAsync_AtTheEntrysExpiry_DoesNotReturnTheAlias()
    {
        var entry = SampleEntries.Create(1) with { ExpiresAt = SampleEntries.Now.AddMinutes(5).AddTicks(7) };
        var alias = SampleAliases.Create(1, entry);
        await UpsertAsync(entry);
        await AddAsync(8, alias);

        Assert.Single(await SearchAsync(QueryFor(alias) with { Now = entry.ExpiresAt.AddTicks(-1) }));
        Assert.Empty(await SearchAsync(QueryFor(alias) with { Now = entry.ExpiresAt }));
    }

    [Fact]
    public async Task SearchAsync_OtherScopeOrModel_DoesNotReturnTheAlias()
    {
        var entry = (await UpsertAsync(1))[0];
        var alias = SampleAliases.Create(1, entry);
        await AddAsync(8, alias);

        Assert.Empty(await SearchAsync(QueryFor(alias) with { Scope = new ScopeId(alias.Scope.Value ^ 1) }));
        Assert.Empty(await SearchAsync(QueryFor(alias) with { EmbeddingFingerprint = "model-b" }));
    }

    [Fact]
    public async Task SearchAsync_ManyEntriesAndAliases_ReturnsWhatBruteForceReturns()
    {
        CacheEntry[] entries = [.. Enumerable.Range(0, 400).Select(number => SampleEntries.Create(number, Dimension))];
        EntryAlias[] aliases = [.. Enumerable.Range(0, 1_000).Select(number => SampleAliases.Create(number, entries[number % entries.Length]))];
        await UpsertAsync(entries);
        Assert.Equal(aliases.Length, await AddAsync(8, aliases));
        await Store.DeleteAsync(new EntryFilter { Tag = "tag-7" }, dryRun: false, Cancellation);
        var living = entries.Where(entry => entry.Id != entries[7].Id).Select(entry => (entry.Id, entry.Vector))
            .Concat(aliases.Where(alias => alias.Entry != entries[7].Id).Select(alias => (alias.Id, alias.Vector)))
            .ToList();

        for (var seed = 0; seed < 50; seed++)
        {
            var vector = SampleEntries.Vector(1_000_000 + seed, Dimension);
            var expected = living
                .OrderByDescending(wording => SampleEntries.Dot(wording.Vector.Span, vector))
                .Take(8)
                .Select(wording => wording.Id);

            var found = await Store.SearchAsync(QueryFor(entries[0]) with { Vector = vector, MinimumSimilarity = 0 }, Cancellation);

            Assert.Equal(expected, found.Select(candidate => candidate.Alias?.Id ?? candidate.Entry.Id));
        }
    }
}
