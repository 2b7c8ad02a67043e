using SemanticCache.Cli.Serving;
using SemanticCache.Client;

[assembly: AssemblyFixture(typeof(SemanticCache.Cli.Tests.ServiceFixture))]

namespace SemanticCache.Cli.Tests;

/// <summary>A real service on free ports that all tests share; each test uses a namespace of its own.</summary>
public sealed class ServiceFixture : IAsyncLifetime
{
    private readonly TemporaryFolder _data = new();
    private readonly IEnumerable<KeyValuePair<string, string?>> _settings;
    private LocalService? _service;
    private SemanticCacheClient? _client;

    /// <summary>Makes the shared service.</summary>
    public ServiceFixture()
        : this([])
    {
    }

    internal ServiceFixture(Dictionary<string, string?> settings)
    {
        _settings = settings;
    }

    /// <summary>The service's gRPC address.</summary>
    public string Address => _service!.Addresses.Grpc.ToString();

    /// <summary>A client of the service.</summary>
    internal SemanticCacheClient Client => _client ??= new SemanticCacheClient(_service!.Addresses.Grpc);

    /// <summary>The address of the service's HTTP front.</summary>
    public string HttpAddress => _service!.Addresses.Http.ToString();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _service = await LocalService.StartAsync(
        new Dictionary<string, string?>(_settings)
        {
            ["Server:GrpcPort"] = "0",
            ["Server:HttpPort"] = "0",
            ["Store:Embedded:Directory"] = _settings.FirstOrDefault(setting => setting.Key == "Store:Embedded:Directory").Value ?? _data.Path,
            ["Upstreams:Endpoints:simulated:Simulated:TimeToFirstToken"] = "00:00:00",
            ["Upstreams:Endpoints:simulated:Simulated:TokensPerSecond"] = "10000",
            ["Logging:LogLevel:Default"] = "Warning",
            ["Logging:LogLevel:SemanticCache.Core.Reporting"] = "Warning",

            // A busy build machine must not turn hits into misses.
            ["Decisions:VerificationTime"] = "00:00:10",
            ["Pipeline:LookupDeadline"] = "00:00:10",
        },
        TestContext.Current.CancellationToken);

    /// <summary>Runs a command line against the service.</summary>
    internal Task<CliResult> RunAsync(params string[] args) => CommandLine.RunAsync([.. args, "--address", Address]);

    /// <summary>Runs a command line against the service with JSON output; it must succeed.</summary>
    internal async Task<CliResult> RunJsonAsync(params string[] args)
    {
        var result = await RunAsync([.. args, "--output", "json"]);
        Assert.True(result.ExitCode == 0, $"exit code {result.ExitCode}: {result.Error}");
        return result;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await _service!.DisposeAsync();
        _data.Dispose();
    }
}
