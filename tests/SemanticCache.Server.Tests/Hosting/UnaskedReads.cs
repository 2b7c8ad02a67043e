using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SemanticCache.Server.Tests.Hosting;

/// <summary>What the service reads without a request.</summary>
internal static class UnaskedReads
{
    /// <summary>
    /// Keeps the health of the service from being looked at by itself, at its start and every 30 seconds: a test that waits until its request
    /// hangs in store or model would take that for its request.
    /// </summary>
    public static IServiceCollection WithoutUnaskedReads(this IServiceCollection services) =>
        services.Configure<HealthCheckPublisherOptions>(options => options.Predicate = _ => false);
}
