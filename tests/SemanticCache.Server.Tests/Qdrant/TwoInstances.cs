using SemanticCache.Qdrant.TestServer;

namespace SemanticCache.Server.Tests.Qdrant;

/// <summary>Two instances of the service on one stand-in for Qdrant; each test works in its own namespace.</summary>
public sealed class TwoInstances : IAsyncLifetime
{
    /// <summary>The collection of what is being asked for.</summary>
    public const string Leases = "semcache-leases";

    private const string Refresh = "--Namespaces:RefreshInterval=00:00:00.200";

    // A loaded machine must not make an instance lose its patience with the other.
    private const string Wait = "--Flights:SharedWait=00:00:10";

    private const string Flush = "--Reporting:FlushInterval=00:00:01";

    private int _namespaces;

    internal QdrantTestServer Qdrant { get; private set; } = null!;

    internal QdrantService One { get; private set; } = null!;

    internal QdrantService Other { get; private set; } = null!;

    /// <summary>Returns the name of a namespace that no other test uses.</summary>
    public string NewNamespace() => $"space-{Interlocked.Increment(ref _namespaces):000}";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Qdrant = await QdrantTestServer.StartAsync();
        One = await QdrantService.StartAsync(Qdrant.Address, null, Refresh, Wait, Flush);
        Other = await QdrantService.StartAsync(Qdrant.Address, null, Refresh, Wait, Flush);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Assert.Empty(One.ErrorLogs());
        Assert.Empty(Other.ErrorLogs());
        await One.DisposeAsync();
        await Other.DisposeAsync();
        await Qdrant.DisposeAsync();
    }
}
