using SemanticCache.Qdrant.TestServer;

namespace SemanticCache.Server.Tests.Qdrant;

/// <summary>Two instances of the service on one stand-in for Qdrant; each test works in its own namespace.</summary>
public sealed class TwoInstances : IAsyncLifetime
{
    private const string Refresh = "--Namespaces:RefreshInterval=00:00:00.200";

    private QdrantTestServer? _qdrant;
    private int _namespaces;

    internal QdrantService One { get; private set; } = null!;

    internal QdrantService Other { get; private set; } = null!;

    /// <summary>Returns the name of a namespace that no other test uses.</summary>
    public string NewNamespace() => $"space-{Interlocked.Increment(ref _namespaces):000}";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _qdrant = await QdrantTestServer.StartAsync();
        One = await QdrantService.StartAsync(_qdrant.Address, null, Refresh);
        Other = await QdrantService.StartAsync(_qdrant.Address, null, Refresh);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Assert.Empty(One.ErrorLogs());
        Assert.Empty(Other.ErrorLogs());
        await One.DisposeAsync();
        await Other.DisposeAsync();
        await _qdrant!.DisposeAsync();
    }
}
