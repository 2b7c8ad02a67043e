using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;
using SemanticCache.Store.Conformance;

namespace SemanticCache.Store.Embedded.Tests;

/// <summary>What every test of the store needs.</summary>
public abstract class StoreTest : IAsyncLifetime
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected StoreFolder Folder { get; } = new();

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        Directory.CreateDirectory(Folder.Directory);
        await Folder.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static async Task<CacheEntry[]> UpsertAsync(EmbeddedStore store, int count, int first = 1)
    {
        CacheEntry[] entries = [.. Enumerable.Range(first, count).Select(number => SampleEntries.Create(number))];
        await store.UpsertAsync(entries, Cancellation);
        return entries;
    }

    protected static async Task<EntryId[]> SearchAsync(EmbeddedStore store, CacheEntry entry) =>
        await SearchAsync(store, new SearchQuery
        {
            Scope = entry.Scope,
            EmbeddingFingerprint = entry.EmbeddingFingerprint,
            Vector = entry.Vector,
            Limit = 8,
            MinimumSimilarity = 0.9f,
            Now = SampleEntries.Now,
        });

    protected static async Task<EntryId[]> SearchAsync(EmbeddedStore store, EntryAlias alias) =>
        await SearchAsync(store, new SearchQuery
        {
            Scope = alias.Scope,
            EmbeddingFingerprint = alias.EmbeddingFingerprint,
            Vector = alias.Vector,
            Limit = 8,
            MinimumSimilarity = 0.9f,
            Now = SampleEntries.Now,
        });

    private static async Task<EntryId[]> SearchAsync(EmbeddedStore store, SearchQuery query) =>
        [.. (await store.SearchAsync(query, Cancellation)).Select(candidate => candidate.Entry.Id)];
}
