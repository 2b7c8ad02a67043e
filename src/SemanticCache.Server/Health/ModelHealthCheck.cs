using Microsoft.Extensions.Diagnostics.HealthChecks;
using SemanticCache.Core.Embedding;

namespace SemanticCache.Server.Health;

/// <summary>Healthy while the embedding model answers.</summary>
internal sealed class ModelHealthCheck : IHealthCheck
{
    private const string Sample = "Is the model there?";

    private readonly IEmbedder _embedder;

    public ModelHealthCheck(IEmbedder embedder)
    {
        _embedder = embedder;
    }

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var result = await _embedder.EmbedAsync(Sample, cancellationToken);
        return result.Status is EmbeddingStatus.Embedded ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(result.Status.ToString());
    }
}
