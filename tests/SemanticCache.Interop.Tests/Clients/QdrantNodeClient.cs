using SemanticCache.Qdrant.TestServer;

namespace SemanticCache.Interop.Tests.Clients;

/// <summary>Qdrant's official JavaScript client against the server that stands in for Qdrant.</summary>
public sealed class QdrantNodeClient : ForeignClient
{
    private const string ApiKey = "secret-key";

    public QdrantNodeClient(ServiceProgram service)
        : base(service)
    {
    }

    /// <inheritdoc/>
    protected override Task<string?> PrepareAsync() => NodePackages.PrepareAsync();

    /// <inheritdoc/>
    protected override async Task<(int? ExitCode, string Output, string Errors)> PlayAsync(string address, string descriptors)
    {
        await using var server = await QdrantTestServer.StartAsync(ApiKey);
        return await ForeignProgram.RunAsync("node", Path.Combine(NodePackages.Folder, "qdrant.mjs"), $"{server.Address}", ApiKey);
    }
}
