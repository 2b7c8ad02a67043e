using Microsoft.Extensions.Diagnostics.HealthChecks;
using SemanticCache.Core.Search;

namespace SemanticCache.Server.Health;

/// <summary>Healthy while the store answers, degraded otherwise.</summary>
internal sealed class StoreHealthCheck : IHealthCheck
{
    private readonly ICacheStore _store;

    public StoreHealthCheck(ICacheStore store)
    {
        _store = store;
    }

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // A read that finds nothing proves as much as one that finds something; the check's host turns an exception into "degraded".
        await _store.GetAsync(default, cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
