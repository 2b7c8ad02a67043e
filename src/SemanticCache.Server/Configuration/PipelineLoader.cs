using SemanticCache.Core.Learning;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;

namespace SemanticCache.Server.Configuration;

/// <summary>Loads models, namespaces and what was learned in them, and warms the lookup up, before the first request comes.</summary>
internal sealed class PipelineLoader : IHostedService
{
    private readonly NamespaceDirectory _namespaces;
    private readonly LabelKeeper _labels;
    private readonly PipelineWarmUp _warmUp;

    /// <summary>Creates the loader; asking for the pipeline loads the models that its stages hold.</summary>
    public PipelineLoader(NamespaceDirectory namespaces, LabelKeeper labels, PipelineWarmUp warmUp, CachePipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        _namespaces = namespaces;
        _labels = labels;
        _warmUp = warmUp;
    }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _namespaces.LoadAsync(cancellationToken);
        await _labels.LoadAsync(_namespaces.All.Select(found => found.Name), cancellationToken);
        await _warmUp.RunAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
