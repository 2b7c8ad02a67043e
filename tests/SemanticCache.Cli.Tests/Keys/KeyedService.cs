namespace SemanticCache.Cli.Tests.Keys;

/// <summary>A real service that wants keys.</summary>
public sealed class KeyedService : IAsyncLifetime
{
    /// <summary>The key in the service's configuration.</summary>
    public const string AdminKey = "sc_configured-for-the-tests-of-keys";

    /// <summary>The service.</summary>
    internal ServiceFixture Service { get; } = new(new Dictionary<string, string?> { ["Access:AdminKey"] = AdminKey });

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => Service.InitializeAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Service.DisposeAsync();

    /// <summary>Runs a command line as the configured admin.</summary>
    internal Task<CliResult> RunAsync(params string[] args) => RunWithKeyAsync(AdminKey, args);

    /// <summary>Runs a command line with a key, which the environment names.</summary>
    internal Task<CliResult> RunWithKeyAsync(string key, params string[] args) =>
        CommandLine.RunAsync(new Dictionary<string, string> { ["SEMCACHE_API_KEY"] = key }, [.. args, "--address", Service.Address]);

    /// <summary>Runs a command line as the configured admin with JSON output; it must succeed.</summary>
    internal async Task<CliResult> RunJsonAsync(params string[] args)
    {
        var result = await RunAsync([.. args, "--output", "json"]);
        Assert.True(result.ExitCode == 0, $"exit code {result.ExitCode}: {result.Error}");
        return result;
    }
}
