namespace SemanticCache.Interop.Tests.Clients;

/// <summary>The npm packages that the JavaScript clients need, installed once for all of them.</summary>
internal static class NodePackages
{
    private static readonly SemaphoreSlim Gate = new(1);

    /// <summary>The folder of the programs.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "node");

    /// <summary>Installs the packages where they are not; returns what is missing, with what to install.</summary>
    public static async Task<string?> PrepareAsync()
    {
        await Gate.WaitAsync();
        try
        {
            return await InstallAsync();
        }
        finally
        {
            Gate.Release();
        }
    }

    private static async Task<string?> InstallAsync()
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

    private static bool IsInstalled()
    {
        var installed = new FileInfo(Path.Combine(Folder, "node_modules", ".package-lock.json"));
        return installed.Exists && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json"));
    }
}
