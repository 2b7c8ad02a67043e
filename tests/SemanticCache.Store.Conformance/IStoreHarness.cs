using SemanticCache.Core.Policies;
using SemanticCache.Core.Records;
using SemanticCache.Core.Search;

namespace SemanticCache.Store.Conformance;

/// <summary>Opens an empty store for one test.</summary>
public interface IStoreHarness : IAsyncDisposable
{
    /// <summary>The type of the store.</summary>
    Type StoreType { get; }

    /// <summary>The store of entries, once open.</summary>
    ICacheStore Entries { get; }

    /// <summary>The store of namespaces, once open.</summary>
    INamespaceStore Namespaces { get; }

    /// <summary>The store of records, once open.</summary>
    IRecordStore Records { get; }

    /// <summary>Opens the store.</summary>
    Task OpenAsync(CancellationToken cancellationToken);
}
