using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using SemanticCache.Client;
using SemanticCache.Core.Upstream;
using SemanticCache.Server.Configuration;

namespace SemanticCache.Server.Tests.Hosting;

/// <summary>The real service in this process: Kestrel on free ports, SQLite in a folder, the shipped models, and two upstreams.</summary>
/// <remarks>The upstream <c>simulated</c> echoes at once; <c>scripted</c> says what the test lets it say.</remarks>
public sealed class TestService : IAsyncDisposable
{
    private const int MostMetricStreams = 50_000;

    private readonly WebApplication _application;

    private TestService(WebApplication application, ScriptedUpstream upstream)
    {
        _application = application;
        Upstream = upstream;
        Addresses = ServerAddresses.Of(application.Services);
        Client = new SemanticCacheClient(Addresses.Grpc);
        Http = new HttpClient { BaseAddress = Addresses.Http };
    }

    /// <summary>Where the service listens.</summary>
    public ServerAddresses Addresses { get; }

    /// <summary>A client connected over HTTP/2.</summary>
    public SemanticCacheClient Client { get; }

    /// <summary>A client of health and metrics.</summary>
    public HttpClient Http { get; }

    internal ScriptedUpstream Upstream { get; }

    internal IServiceProvider Services => _application.Services;

    /// <summary>Starts the service with its data in a folder.</summary>
    public static async Task<TestService> StartAsync(string directory, Action<IServiceCollection>? configure = null, params string[] settings)
    {
        var upstream = new ScriptedUpstream();
        var application = ServerApplication.Build([.. Settings(directory), .. settings], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Logging.AddFakeLogging();

            // A listener hears the meters of all services in this process, more than one service would ever have.
            builder.Services.ConfigureOpenTelemetryMeterProvider(meters => meters.SetMaxMetricStreams(MostMetricStreams));
            builder.Services.AddSingleton(provider => new UpstreamRegistry(
                [
                    new("simulated", provider.GetRequiredService<UpstreamClientFactory>().Create("simulated", Echo())),
                    new("scripted", upstream),
                ],
                "simulated"));
            configure?.Invoke(builder.Services);
        });
        await application.StartAsync().Soon();
        return new TestService(application, upstream);
    }

    /// <summary>The errors in the log so far, with their exceptions.</summary>
    public IReadOnlyList<string> ErrorLogs() =>
        [.. Services.GetFakeLogCollector().GetSnapshot().Where(line => line.Level >= LogLevel.Error).Select(line => $"{line.Category}: {line.Message} {line.Exception}")];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Http.Dispose();
        await _application.StopAsync().Soon();
        await _application.DisposeAsync();
    }

    // A loaded machine must not turn hits into misses: the budgets are those of a test, not of a service.
    private static string[] Settings(string directory) =>
    [
        "--Server:GrpcPort=0",
        "--Server:HttpPort=0",
        $"--Store:Embedded:Directory={directory}",
        "--Pipeline:LookupDeadline=00:00:10",
        "--Store:Embedded:TouchFlushInterval=00:00:01",
        "--Decisions:VerificationTime=00:00:10",
    ];

    private static UpstreamEndpointOptions Echo()
    {
        var options = new UpstreamEndpointOptions();
        options.Simulated.TimeToFirstToken = TimeSpan.Zero;
        options.Simulated.TokensPerSecond = 1e9;
        return options;
    }
}
