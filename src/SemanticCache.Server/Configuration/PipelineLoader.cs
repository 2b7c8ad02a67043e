using SemanticCache.Core.Access;
using SemanticCache.Core.Learning;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;

namespace SemanticCache.Server.Configuration;

/// <summary>Loads models, namespaces and what was learned in them, and warms the lookup up, before the first request comes.</summary>
internal sealed partial class PipelineLoader : IHostedService
{
    private readonly NamespaceDirectory _namespaces;
    private readonly ApiKeyDirectory _keys;
    private readonly LabelKeeper _labels;
    private readonly PipelineWarmUp _warmUp;
    private readonly ILogger<PipelineLoader> _logger;

    /// <summary>Creates the loader; asking for the pipeline loads the models that its stages hold.</summary>
    public PipelineLoader(NamespaceDirectory namespaces, ApiKeyDirectory keys, LabelKeeper labels, PipelineWarmUp warmUp, CachePipeline pipeline, ILogger<PipelineLoader> logger)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        _namespaces = namespaces;
        _keys = keys;
        _labels = labels;
        _warmUp = warmUp;
        _logger = logger;
    }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _namespaces.LoadAsync(cancellationToken);
            await _keys.LoadAsync(cancellationToken);
            await _labels.LoadAsync(_namespaces.All.Select(found => found.Name), cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // A store that is away must not keep the service from forwarding.
            LogNotLoaded(failure);
        }

        await _warmUp.RunAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(HostEventIds.NotLoaded, LogLevel.Warning, "The store cannot be read yet; requests are forwarded until it can.", EventName = nameof(HostEventIds.NotLoaded))]
    private partial void LogNotLoaded(Exception failure);
}
