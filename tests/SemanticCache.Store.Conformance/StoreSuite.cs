using SemanticCache.Core.Entries;
using SemanticCache.Core.Entries.Retention;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Records;
using SemanticCache.Core.Search;

namespace SemanticCache.Store.Conformance;

/// <summary>What every suite needs: an open, empty store.</summary>
public abstract class StoreSuite<THarness> : IAsyncLifetime
    where THarness : IStoreHarness, new()
{
    private readonly THarness _harness = new();

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected ICacheStore Store => _harness.Entries;

    protected INamespaceStore Namespaces => _harness.Namespaces;

    protected IRecordStore Records => _harness.Records;

    public async ValueTask InitializeAsync() => await _harness.OpenAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        await _harness.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<CacheEntry[]> UpsertAsync(params CacheEntry[] entries)
    {
        await Store.UpsertAsync(entries, Cancellation);
        return entries;
    }

    protected async Task<CacheEntry[]> UpsertAsync(int count) =>
        await UpsertAsync([.. Enumerable.Range(1, count).Select(number => SampleEntries.Create(number))]);

    protected async Task<long> CountAsync(EntryFilter? filter = null) => await Store.CountAsync(filter ?? new EntryFilter(), Cancellation);

    protected async Task<long> EvictAsync(string namespaceName, long keep) =>
        (await Store.EvictAsync(new EvictionOrder(namespaceName, keep), Cancellation)).Evicted;

    protected async Task<CacheEntry?> GetAsync(EntryId id) => await Store.GetAsync(id, Cancellation);

    protected static SearchQuery QueryFor(CacheEntry entry) => new()
    {
        Scope = entry.Scope,
        EmbeddingFingerprint = entry.EmbeddingFingerprint,
        Vector = entry.Vector,
        Limit = 8,
        MinimumSimilarity = 0.9f,
        Now = SampleEntries.Now,
    };

    protected async Task<EntryId[]> SearchAsync(SearchQuery query) =>
        [.. (await Store.SearchAsync(query, Cancellation)).Select(candidate => candidate.Entry.Id)];

    protected async Task<int> AddAsync(int limit, params EntryAlias[] aliases) => await Store.AddAliasesAsync(aliases, limit, Cancellation);

    protected async Task<EntryMatch?> FindAsync(EntryId id) => await Store.FindAsync(id, Cancellation);

    protected async Task<EntryId[]> AliasesAsync(CacheEntry entry) =>
        [.. (await Store.ListAliasesAsync(entry.Id, Cancellation)).Select(alias => alias.Id)];

    protected static SearchQuery QueryFor(EntryAlias alias) => new()
    {
        Scope = alias.Scope,
        EmbeddingFingerprint = alias.EmbeddingFingerprint,
        Vector = alias.Vector,
        Limit = 8,
        MinimumSimilarity = 0.9f,
        Now = SampleEntries.Now,
    };

    /// <summary>Fails unless neither its id nor its vector leads from an alias to an entry.</summary>
    protected async Task AssertGoneAsync(params EntryAlias[] aliases)
    {
        foreach (var alias in aliases)
        {
            Assert.Null((await FindAsync(alias.Id))?.Alias);
            Assert.DoesNotContain(await Store.SearchAsync(QueryFor(alias), Cancellation), candidate => candidate.Alias?.Id == alias.Id);
        }
    }
}
