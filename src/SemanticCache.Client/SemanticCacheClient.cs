using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Client;

/// <summary>A connection to a SemanticCache service; safe for use by several threads, and meant to be kept.</summary>
public sealed class SemanticCacheClient : IDisposable
{
    private const string CacheServiceName = "semanticcache.v1.CacheService";

    private readonly GrpcChannel _channel;

    /// <summary>Creates a client; the connection opens with the first call.</summary>
    /// <param name="address">The service's gRPC address, such as <c>http://localhost:5051</c>.</param>
    /// <param name="apiKey">The API key, or null for a service without keys.</param>
    public SemanticCacheClient(Uri address, string? apiKey = null)
        : this(new SemanticCacheClientOptions { Address = address, ApiKey = apiKey })
    {
    }

    /// <summary>Creates a client; the connection opens with the first call.</summary>
    /// <param name="options">Address, key, deadline and retries.</param>
    /// <exception cref="ArgumentOutOfRangeException">The attempts, the delay or the deadline are out of range.</exception>
    public SemanticCacheClient(SemanticCacheClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.LookupAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.LookupAttempts, SemanticCacheClientOptions.MostAttempts);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.RetryDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Deadline ?? TimeSpan.MaxValue, TimeSpan.Zero);
        _channel = GrpcChannel.ForAddress(options.Address, new GrpcChannelOptions { ServiceConfig = Retries(options) });
        var invoker = _channel.Intercept(new CallDefaults(options));
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

    private static ServiceConfig? Retries(SemanticCacheClientOptions options)
    {
        if (options.LookupAttempts == 1)
        {
            return null;
        }

        var longest = TimeSpan.FromSeconds(1);
        return new ServiceConfig
        {
            MethodConfigs =
            {
                new MethodConfig
                {
                    Names =
                    {
                        new MethodName { Service = CacheServiceName, Method = nameof(CacheService.CacheServiceClient.Lookup) },
                        new MethodName { Service = CacheServiceName, Method = nameof(CacheService.CacheServiceClient.BatchLookup) },
                    },
                    RetryPolicy = new RetryPolicy
                    {
                        MaxAttempts = options.LookupAttempts,
                        InitialBackoff = options.RetryDelay,
                        MaxBackoff = options.RetryDelay > longest ? options.RetryDelay : longest,
                        BackoffMultiplier = 2,
                        RetryableStatusCodes = { StatusCode.Unavailable },
                    },
                },
            },
        };
    }
}
