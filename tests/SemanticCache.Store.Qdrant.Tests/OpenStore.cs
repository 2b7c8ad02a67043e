using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Embedding;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;
using SemanticCache.Qdrant.TestServer;
using SemanticCache.Store.Conformance;
using SemanticCache.Store.Qdrant.Client;
using SemanticCache.TestUtils;

namespace SemanticCache.Store.Qdrant.Tests;

/// <summary>A store on a stand-in for Qdrant, for one test; calls are made once unless the test wants retries.</summary>
internal sealed class OpenStore : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly List<QdrantStore> _stores = [];
    private readonly TimeProvider _time;
    private readonly Action<QdrantStoreOptions>? _configure;

    private OpenStore(QdrantTestServer server, TimeProvider time, Action<QdrantStoreOptions>? configure)
    {
        Server = server;
        _time = time;
        _configure = configure;
        Store = NewInstance();
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public QdrantTestServer Server { get; }

    public QdrantStore Store { get; }

    public IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    /// <summary>Starts a server and a store that is not open yet.</summary>
    public static async Task<OpenStore> CreateAsync(Action<QdrantStoreOptions>? configure = null, TimeProvider? time = null, string? apiKey = null) =>
        new(await QdrantTestServer.StartAsync(apiKey, Cancellation), time ?? TimeProvider.System, configure);

    /// <summary>Starts a server and opens a store on it.</summary>
    public static async Task<OpenStore> StartAsync(Action<QdrantStoreOptions>? configure = null, TimeProvider? time = null)
    {
        var open = await CreateAsync(configure, time);
        await open.Store.OpenAsync(Cancellation);
        return open;
    }

    /// <summary>Returns the store of another instance on the same server, not open yet.</summary>
    /// <param name="model">The model whose collection is made when the store is opened.</param>
    public QdrantStore NewInstance(EmbedderDescription? model = null)
    {
        var options = new QdrantStoreOptions { Address = Server.Address, Retries = 0, CallTimeout = TimeSpan.FromMinutes(1) };
        _configure?.Invoke(options);
        _stores.Add(new QdrantStore(Options.Create(options), new QdrantMetrics(Meters), _time, NullLogger<QdrantStore>.Instance) { Model = model });
        return _stores[^1];
    }

    public async Task<CacheEntry[]> UpsertAsync(params CacheEntry[] entries)
    {
        await Store.UpsertAsync(entries, Cancellation);
        return entries;
    }

    public Task<CacheEntry[]> UpsertAsync(int count) => UpsertAsync([.. Enumerable.Range(1, count).Select(number => SampleEntries.Create(number))]);

    public async Task<EntryAlias> AliasAsync(CacheEntry entry)
    {
        var alias = SampleAliases.Create(1, entry);
        Assert.Equal(1, await Store.AddAliasesAsync([alias], 8, Cancellation));
        return alias;
    }

    /// <summary>Completes when calls succeed again, as they do once the connection is made anew.</summary>
    /// <param name="store">Whose calls; the first store's where there is none.</param>
    public async Task WhenReachableAsync(QdrantStore? store = null)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (await Record.ExceptionAsync(() => (store ?? Store).CountAsync(new EntryFilter(), Cancellation).AsTask()) is not null)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience.Longest, "Qdrant was not reached in time.");
        }
    }

    public async Task<CacheEntry?> GetAsync(CacheEntry entry) => await Store.GetAsync(entry.Id, Cancellation);

    public async Task<long> CountAsync() => await Store.CountAsync(new EntryFilter(), Cancellation);

    public static SearchQuery QueryFor(CacheEntry entry) => QueryFor(entry.Vector);

    public static SearchQuery QueryFor(ReadOnlyMemory<float> vector) => new()
    {
        Scope = SampleEntries.Scope,
        EmbeddingFingerprint = SampleEntries.Fingerprint,
        Vector = vector,
        Limit = 8,
        MinimumSimilarity = 0.9f,
        Now = SampleEntries.Now,
    };

    public async ValueTask DisposeAsync()
    {
        Server.Faults.Clear();
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }

        await Server.DisposeAsync();
        await _services.DisposeAsync();
    }
}
