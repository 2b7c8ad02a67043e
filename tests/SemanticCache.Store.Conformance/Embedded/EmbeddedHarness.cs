using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Records;
using SemanticCache.Core.Search;
using SemanticCache.Store.Embedded;

namespace SemanticCache.Store.Conformance.Embedded;

/// <summary>Opens the embedded store in a folder of its own.</summary>
public sealed class EmbeddedHarness : IStoreHarness
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly EmbeddedStore _store;

    public EmbeddedHarness()
    {
        // Few entries in memory, so that rows are read as well.
        var options = new EmbeddedStoreOptions { Directory = _directory, Durability = Durability.Normal, MemoryCacheEntries = 4 };
        _store = new EmbeddedStore(Options.Create(options), TimeProvider.System, NullLogger<EmbeddedStore>.Instance);
    }

    public Type StoreType => typeof(EmbeddedStore);

    public ICacheStore Entries => _store;

    public INamespaceStore Namespaces => _store;

    public IRecordStore Records => _store;

    public Task OpenAsync(CancellationToken cancellationToken) => _store.OpenAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
