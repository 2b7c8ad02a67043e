namespace SemanticCache.Interop.Tests.Clients;

/// <summary>gRPC's JavaScript client with the committed .proto files.</summary>
public sealed class NodeClient : ForeignClient
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "node");

    public NodeClient(ServiceProgram service)
        : base(service)
    {
    }

    /// <inheritdoc/>
    protected override async Task<string?> PrepareAsync()
    {
        var (node, _, _) = await ForeignProgram.RunAsync("node", "--version");
        var (npm, _, _) = await ForeignProgram.RunAsync("npm", "--version");
        if (node is not 0 || npm is not 0)
        {
            return "Node.js and npm are needed: apt-get install nodejs npm";
        }

        if (!IsInstalled())
        {
            var (exitCode, output, errors) = await ForeignProgram.RunAsync("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", Folder);
            Assert.True(exitCode == 0, $"npm ci failed.\n{output}\n{errors}");
        }

        return null;
    }

    /// <inheritdoc/>
    protected override Task<(int? ExitCode, string Output, string Errors)> PlayAsync(string address, string descriptors) =>
        ForeignProgram.RunAsync("node", Path.Combine(Folder, "client.js"), address, Path.Combine(AppContext.BaseDirectory, "protos"), descriptors);

    private static bool IsInstalled()
    {
        var installed = new FileInfo(Path.Combine(Folder, "node_modules", ".package-lock.json"));
        return installed.Exists && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json"));
    }
}
