using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Qdrant.Client;
using Qdrant.Client.Grpc;

namespace SemanticCache.Store.Qdrant.Client;

/// <summary>A connection to Qdrant that takes messages of any size and comes back soon after an outage.</summary>
/// <remarks>The official client's own takes 4 MB, less than a page of long answers, and waits up to two minutes between attempts to connect.</remarks>
internal sealed class QdrantConnection : IDisposable
{
    private const string KeyHeader = "api-key";

    private static readonly TimeSpan FirstReconnection = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestReconnection = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(10);

    private readonly GrpcChannel _channel;

    public QdrantConnection(QdrantStoreOptions options)
    {
        _channel = GrpcChannel.ForAddress(options.Address, new GrpcChannelOptions
        {
            MaxReceiveMessageSize = null,
            InitialReconnectBackoff = FirstReconnection,
            MaxReconnectBackoff = LongestReconnection,
            HttpHandler = new SocketsHttpHandler
            {
                ConnectTimeout = options.CallTimeout,
                EnableMultipleHttp2Connections = true,
                KeepAlivePingDelay = KeepAlive,
                KeepAlivePingTimeout = KeepAlive,
            },
            DisposeHttpClient = true,
        });
        Client = new QdrantClient(new QdrantGrpcClient(InvokerOf(_channel, options.ApiKey)), options.CallTimeout);
    }

    /// <summary>The client over this connection.</summary>
    public QdrantClient Client { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Client.Dispose();
        _channel.Dispose();
    }

    private static CallInvoker InvokerOf(GrpcChannel channel, string key) => key.Length == 0
        ? channel.CreateCallInvoker()
        : channel.Intercept(headers =>
        {
            headers.Add(KeyHeader, key);
            return headers;
        });
}
