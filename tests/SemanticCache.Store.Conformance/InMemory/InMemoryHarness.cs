using SemanticCache.Core.Policies;
using SemanticCache.Core.Records;
using SemanticCache.Core.Search;
using SemanticCache.TestUtils;

namespace SemanticCache.Store.Conformance.InMemory;

/// <summary>Makes the fake store, which is the model of random histories and so must keep the same rules.</summary>
public sealed class InMemoryHarness : IStoreHarness
{
    private readonly InMemoryStore _store = new();

    public Type StoreType => typeof(InMemoryStore);

    public ICacheStore Entries => _store;

    public INamespaceStore Namespaces => _store;

    public IRecordStore Records => _store;

    public Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
