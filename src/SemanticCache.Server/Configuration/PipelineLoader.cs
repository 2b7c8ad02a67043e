using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;

namespace SemanticCache.Server.Configuration;

/// <summary>Loads models and namespaces before the first request comes.</summary>
internal sealed class PipelineLoader : IHostedService
{
    private readonly NamespaceDirectory _namespaces;

    /// <summary>Creates the loader; asking for the pipeline loads the models that its stages hold.</summary>
    public PipelineLoader(NamespaceDirectory namespaces, CachePipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        _namespaces = namespaces;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => _namespaces.LoadAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
