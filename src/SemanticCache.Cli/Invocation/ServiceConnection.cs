using System.Net.Sockets;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using SemanticCache.Client;

namespace SemanticCache.Cli.Invocation;

/// <summary>A client of the service, and the address to name when it cannot be reached.</summary>
internal sealed class ServiceConnection : IDisposable
{
    private readonly Uri _address;

    public ServiceConnection(Uri address, SemanticCacheClient client)
    {
        _address = address;
        Client = client;
    }

    /// <summary>The client itself, for calls whose failures do not matter.</summary>
    public SemanticCacheClient Client { get; }

    /// <summary>Makes calls; a service that is not there is told apart from one that refuses.</summary>
    /// <exception cref="ServiceUnreachableException">No connection came about.</exception>
    /// <exception cref="RpcException">The service refused or failed.</exception>
    public Task<T> CallAsync<T>(Func<SemanticCacheClient, Task<T>> calls) => ReachAsync(_address, () => calls(Client));

    /// <summary>Makes calls of another client of the service at an address, in the same way.</summary>
    /// <exception cref="ServiceUnreachableException">No connection came about.</exception>
    /// <exception cref="RpcException">The service refused or failed.</exception>
    public static async Task<T> ReachAsync<T>(Uri address, Func<Task<T>> calls)
    {
        try
        {
            return await calls();
        }
        catch (RpcException failure) when (failure.Status.DebugException is HttpRequestException or SocketException or IOException)
        {
            throw new ServiceUnreachableException(address, failure);
        }
    }

    /// <summary>Asks the service at an address for its own opinion of its health.</summary>
    /// <exception cref="ServiceUnreachableException">No connection came about.</exception>
    /// <exception cref="RpcException">What answers has no health to tell.</exception>
    public static async Task<HealthCheckResponse.Types.ServingStatus> HealthAsync(Uri address, DateTime deadline, CancellationToken cancellationToken)
    {
        using var channel = GrpcChannel.ForAddress(address);
        var client = new Health.HealthClient(channel);
        return (await ReachAsync(address, async () => await client.CheckAsync(new HealthCheckRequest(), null, deadline, cancellationToken))).Status;
    }

    /// <inheritdoc/>
    public void Dispose() => Client.Dispose();
}
