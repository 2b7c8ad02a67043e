using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Client;

/// <summary>A connection to a SemanticCache service.</summary>
public sealed class SemanticCacheClient : IDisposable
{
    private readonly GrpcChannel _channel;

    /// <summary>Creates a client; the connection opens with the first call.</summary>
    /// <param name="address">The service's gRPC address, such as <c>http://localhost:5051</c>.</param>
    /// <param name="apiKey">The API key, or null for a service without keys.</param>
    public SemanticCacheClient(Uri address, string? apiKey = null)
    {
        _channel = GrpcChannel.ForAddress(address);
        var invoker = apiKey is null ? _channel.CreateCallInvoker() : _channel.Intercept(metadata => WithKey(metadata, apiKey));
        Cache = new CacheService.CacheServiceClient(invoker);
        Admin = new AdminService.AdminServiceClient(invoker);
        Reports = new ReportService.ReportServiceClient(invoker);
    }

    /// <summary>Looks answers up, gets them from a language model, and stores them.</summary>
    public CacheService.CacheServiceClient Cache { get; }

    /// <summary>Manages namespaces and entries.</summary>
    public AdminService.AdminServiceClient Admin { get; }

    /// <summary>Reports what the cache did.</summary>
    public ReportService.ReportServiceClient Reports { get; }

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();

    private static Metadata WithKey(Metadata metadata, string apiKey)
    {
        metadata.Add("authorization", "Bearer " + apiKey);
        return metadata;
    }
}
