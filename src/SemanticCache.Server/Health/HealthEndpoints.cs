using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SemanticCache.Server.Health;

/// <summary>Health over HTTP and gRPC, from the same checks.</summary>
internal static class HealthEndpoints
{
    private const string ReadyTag = "ready";

    /// <summary>Adds the checks.</summary>
    public static IServiceCollection AddCacheHealth(this IServiceCollection services)
    {
        services.AddGrpcHealthChecks()
            // Without its store the service still forwards: nobody should be kept from it.
            .AddCheck<StoreHealthCheck>("store", HealthStatus.Degraded, [ReadyTag])
            .AddCheck<ModelHealthCheck>("models", tags: [ReadyTag]);
        services.Configure<HealthCheckPublisherOptions>(options => options.Delay = TimeSpan.Zero);
        return services;
    }

    /// <summary>Maps <c>/healthz/live</c>, <c>/healthz/ready</c> and the gRPC health service.</summary>
    public static void MapCacheHealth(this WebApplication application)
    {
        application.MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        application.MapHealthChecks("/healthz/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(ReadyTag) }).AllowAnonymous();
        application.MapGrpcHealthChecksService().AllowAnonymous();
    }
}
