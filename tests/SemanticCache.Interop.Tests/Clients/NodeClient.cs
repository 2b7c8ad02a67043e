namespace SemanticCache.Interop.Tests.Clients;

/// <summary>gRPC's JavaScript client with the committed .proto files.</summary>
public sealed class NodeClient : ForeignClient
{
    public NodeClient(ServiceProgram service)
        : base(service)
    {
    }

    /// <inheritdoc/>
    protected override Task<string?> PrepareAsync() => NodePackages.PrepareAsync();

    /// <inheritdoc/>
    protected override Task<(int? ExitCode, string Output, string Errors)> PlayAsync(string address, string descriptors) =>
        ForeignProgram.RunAsync("node", Path.Combine(NodePackages.Folder, "client.js"), address, Path.Combine(AppContext.BaseDirectory, "protos"), descriptors);
}
