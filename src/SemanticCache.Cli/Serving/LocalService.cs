using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SemanticCache.Server;
using SemanticCache.Server.Configuration;

namespace SemanticCache.Cli.Serving;

/// <summary>The service, running within this process.</summary>
internal sealed class LocalService : IAsyncDisposable
{
    private readonly WebApplication _application;

    private LocalService(WebApplication application)
    {
        _application = application;
        Addresses = ServerAddresses.Of(application.Services);
    }

    /// <summary>Where it listens.</summary>
    public ServerAddresses Addresses { get; }

    /// <summary>Starts the service; its log goes to standard error.</summary>
    /// <param name="settings">Settings that win over every other source of configuration.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    public static async Task<LocalService> StartAsync(IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        var isStarted = false;
        var application = ServerApplication.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(settings);
            builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

            // A failed start is thrown and reported in words; the host would log its stack trace as well.
            builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => isStarted && level >= LogLevel.Information);
        });
        try
        {
            await application.StartAsync(cancellationToken);
            isStarted = true;
            return new LocalService(application);
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes when the service was told to stop, by a signal or by <paramref name="cancellationToken"/>.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _application.WaitForShutdownAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }
}
