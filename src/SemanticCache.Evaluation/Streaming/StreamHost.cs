using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SemanticCache.Evaluation.Streaming;

/// <summary>The whole cache but its fronts, on a store of its own that goes away with it, in front of a simulated model.</summary>
internal sealed class StreamHost : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly ServiceProvider _services;
    private readonly IReadOnlyList<IHostedService> _workers;

    private StreamHost(DirectoryInfo folder, ServiceProvider services)
    {
        _folder = folder;
        _services = services;
        _workers = [.. services.GetServices<IHostedService>()];
    }

    /// <summary>The cache's services.</summary>
    public IServiceProvider Services => _services;

    /// <summary>Starts the cache.</summary>
    /// <param name="replayFolder">The folder whose answers the simulated model gives, in words that differ at each call.</param>
    /// <param name="settings">Settings of the service, by their configuration keys; the store and the simulated model are the stream's own.</param>
    /// <param name="cancellationToken">Ends the start early.</param>
    public static async Task<StreamHost> StartAsync(string replayFolder, IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("semcache-stream-");
        var host = new StreamHost(folder, Build(folder.FullName, replayFolder, settings));
        foreach (var worker in host._workers)
        {
            await worker.StartAsync(cancellationToken);
        }

        return host;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers.Reverse())
        {
            await worker.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static ServiceProvider Build(string directory, string replayFolder, IReadOnlyDictionary<string, string?> settings)
    {
        const string Endpoint = "Upstreams:Endpoints:simulated:Simulated";
        var stream = new Dictionary<string, string?>(settings)
        {
            ["Store:Embedded:Directory"] = directory,
            ["Store:Embedded:Durability"] = "Normal",
            [$"{Endpoint}:ReplayFolder"] = Path.GetFullPath(replayFolder),
            [$"{Endpoint}:TimeToFirstToken"] = "00:00:00",
            [$"{Endpoint}:TokensPerSecond"] = "1000000000",
            [$"{Endpoint}:Wording"] = "Varied",
        };
        return EvaluationServices.Build(stream, services => services.AddEmbeddedStore());
    }
}
