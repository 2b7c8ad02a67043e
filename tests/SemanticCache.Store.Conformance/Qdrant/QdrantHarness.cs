using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Qdrant.Client;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Records;
using SemanticCache.Core.Search;
using SemanticCache.Qdrant.TestServer;
using SemanticCache.Store.Qdrant;
using SemanticCache.Store.Qdrant.Client;

namespace SemanticCache.Store.Conformance.Qdrant;

/// <summary>Opens the Qdrant store with collections of its own: in the Qdrant that <c>QDRANT_URL</c> names, else in the stand-in.</summary>
public sealed class QdrantHarness : IStoreHarness
{
    private static readonly string Url = ReadUrl();

    private readonly QdrantStoreOptions _options = new() { CollectionPrefix = $"test-{Guid.CreateVersion7():N}", ExactSearch = true, CallTimeout = TimeSpan.FromSeconds(30) };
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private QdrantTestServer? _standIn;
    private QdrantStore? _store;

    public Type StoreType => typeof(QdrantStore);

    public ICacheStore Entries => _store!;

    public INamespaceStore Namespaces => _store!;

    public IRecordStore Records => _store!;

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (Url.Length > 0)
        {
            (_options.Address, _options.ApiKey) = (new Uri(Url), Environment.GetEnvironmentVariable("QDRANT_API_KEY") ?? "");
        }
        else
        {
            _standIn = await QdrantTestServer.StartAsync(cancellationToken: cancellationToken);
            _options.Address = _standIn.Address;
        }

        _store = new QdrantStore(
            Options.Create(_options), new QdrantMetrics(_services.GetRequiredService<IMeterFactory>()), TimeProvider.System, NullLogger<QdrantStore>.Instance);
        await _store.OpenAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        if (_standIn is not null)
        {
            await _standIn.DisposeAsync();
        }
        else
        {
            await DeleteCollectionsAsync();
        }

        await _services.DisposeAsync();
    }

    // Once in a process: nobody shall take the stand-in's results for Qdrant's.
    private static string ReadUrl()
    {
        var url = Environment.GetEnvironmentVariable("QDRANT_URL") ?? "";
        Console.Error.WriteLine(url.Length > 0 ? $"The Qdrant suites run on the Qdrant at {url}." : "The Qdrant suites run on the stand-in; QDRANT_URL would name a real Qdrant.");
        return url;
    }

    private async Task DeleteCollectionsAsync()
    {
        using var client = new QdrantClient(_options.Address, _options.ApiKey.Length == 0 ? null : _options.ApiKey);
        foreach (var name in (await client.ListCollectionsAsync()).Where(name => name.StartsWith(_options.CollectionPrefix, StringComparison.Ordinal)))
        {
            await client.DeleteCollectionAsync(name);
        }
    }
}
