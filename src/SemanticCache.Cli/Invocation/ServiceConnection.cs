using System.Net.Sockets;
using Grpc.Core;
using SemanticCache.Client;

namespace SemanticCache.Cli.Invocation;

/// <summary>A client of the service, and the address to name when it cannot be reached.</summary>
internal sealed class ServiceConnection : IDisposable
{
    private readonly Uri _address;
    private readonly SemanticCacheClient _client;

    public ServiceConnection(Uri address, SemanticCacheClient client)
    {
        _address = address;
        _client = client;
    }

    /// <summary>The client itself, for calls whose failures do not matter.</summary>
    public SemanticCacheClient Client => _client;

    /// <summary>Makes calls; a service that is not there is told apart from one that refuses.</summary>
    /// <exception cref="ServiceUnreachableException">No connection came about.</exception>
    /// <exception cref="RpcException">The service refused or failed.</exception>
    public Task<T> CallAsync<T>(Func<SemanticCacheClient, Task<T>> calls) => ReachAsync(_address, () => calls(_client));

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

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
