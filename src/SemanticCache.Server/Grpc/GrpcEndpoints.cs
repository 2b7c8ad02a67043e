using Grpc.AspNetCore.Server;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Auditing;
using SemanticCache.Core.Search;
using SemanticCache.Server.Access;
using SemanticCache.Server.Configuration;

namespace SemanticCache.Server.Grpc;

/// <summary>Adds and maps the gRPC front.</summary>
internal static class GrpcEndpoints
{
    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddCacheGrpc(this IServiceCollection services)
    {
        services.AddGrpc(options =>
        {
            options.Interceptors.Add<ErrorInterceptor>();
            options.Interceptors.Add<NamespaceCheck>();
        });
        services.AddOptions<GrpcServiceOptions>().PostConfigure<IOptions<ServerOptions>>((grpc, server) =>
        {
            grpc.MaxReceiveMessageSize = server.Value.MaximumMessageBytes;

            // Whether an answer is too large is the receiver's to say: it has been paid for.
            grpc.MaxSendMessageSize = null;
        });
        services.AddGrpcReflection();
        services.AddSingleton<KeyAdministration>();
        services.AddSingleton<AnswerImport>();
        services.AddSingleton<JobAdministration>();
        services.AddSingleton(provider => new BackupService(provider.GetService<IStoreBackup>(), provider.GetRequiredService<AuditLog>()));
        services.AddSingleton<CacheGrpcService>();
        services.AddSingleton<NeighbourhoodReader>();
        services.AddSingleton<EntryListing>();
        services.AddSingleton<InvalidationReader>();
        services.AddSingleton<InvalidationService>();
        services.AddSingleton<AdminGrpcService>();
        services.AddSingleton<ReportGrpcService>();
        return services;
    }

    /// <summary>Maps the services.</summary>
    public static void MapCacheGrpc(this WebApplication application)
    {
        application.MapGrpcService<CacheGrpcService>();
        application.MapGrpcService<AdminGrpcService>();
        application.MapGrpcService<ReportGrpcService>();
        if (application.Services.GetRequiredService<IOptions<ServerOptions>>().Value.Reflection)
        {
            application.MapGrpcReflectionService().AllowAnonymous();
        }
    }
}
