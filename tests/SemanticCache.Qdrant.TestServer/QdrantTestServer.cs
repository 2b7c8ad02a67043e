using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SemanticCache.Qdrant.TestServer.Faults;
using SemanticCache.Qdrant.TestServer.Storage;
using SemanticCache.Qdrant.TestServer.Wire;

namespace SemanticCache.Qdrant.TestServer;

/// <summary>A stand-in for Qdrant in the process of a test: its gRPC interface over data in memory, on a port of its own of the loopback address.</summary>
public sealed class QdrantTestServer : IAsyncDisposable
{
    private readonly CollectionCatalog _catalog = new();
    private readonly CallGate _gate;
    private readonly IReadOnlyList<ServerServiceDefinition> _services;
    private WebApplication? _application;
    private int _port;

    private QdrantTestServer(string? apiKey)
    {
        _gate = new CallGate(apiKey, Faults, Calls);
        MethodTable[] tables = [HealthService.Bind(_gate), new CollectionsService(_catalog).Bind(_gate), new PointsService(_catalog).Bind(_gate)];
        Faults.Know(tables.SelectMany(table => table.Names));
        _services = [.. tables.Select(table => table.Build())];
    }

    /// <summary>Where clients find the server, also after a restart.</summary>
    public Uri Address => new($"http://{IPAddress.Loopback}:{_port}");

    /// <summary>What shall go wrong.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>What arrived.</summary>
    public CallLog Calls { get; } = new();

    /// <summary>Starts a server without data; with a key, calls other than the health check must bring it.</summary>
    public static async Task<QdrantTestServer> StartAsync(string? apiKey = null, CancellationToken cancellationToken = default)
    {
        var server = new QdrantTestServer(apiKey);
        await server.ListenAsync(cancellationToken);
        return server;
    }

    /// <summary>Stops listening and cuts every connection, as a killed server does; calls that are held are not done.</summary>
    public async Task StopAsync()
    {
        if (_application is { } application)
        {
            _application = null;
            await application.StopAsync(new CancellationToken(canceled: true));
            await application.DisposeAsync();
        }
    }

    /// <summary>Starts a stopped server again on the same port, with the data it had or with none.</summary>
    public async Task StartAgainAsync(bool keepData, CancellationToken cancellationToken = default)
    {
        if (_application is not null)
        {
            throw new InvalidOperationException("The server runs.");
        }

        if (!keepData)
        {
            _gate.Apply(_catalog.Clear);
        }

        await ListenAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Faults.Clear();
        await StopAsync();
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(Configure);
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = null);
        var application = builder.Build();
        foreach (var service in _services)
        {
            application.MapGrpcService(_ => service);
        }

        await application.StartAsync(cancellationToken);
        _application = application;
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        _port = new Uri(addresses!.Addresses.Single()).Port;
    }

    // Qdrant's gRPC server takes messages of any size.
    private void Configure(KestrelServerOptions kestrel)
    {
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Listen(IPAddress.Loopback, _port, listen => listen.Protocols = HttpProtocols.Http2);
    }
}
