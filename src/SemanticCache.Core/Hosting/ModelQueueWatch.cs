using Microsoft.Extensions.Hosting;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Embedding;
using SemanticCache.Core.Reporting;

namespace SemanticCache.Core.Hosting;

/// <summary>Has the models' queues observed as soon as the host starts.</summary>
internal sealed class ModelQueueWatch : IHostedService
{
    private readonly ModelMetrics _metrics;
    private readonly IEmbedder _embedder;
    private readonly IVerifier? _verifier;

    public ModelQueueWatch(ModelMetrics metrics, IEmbedder embedder, IEnumerable<IVerifier> verifiers)
    {
        _metrics = metrics;
        _embedder = embedder;
        _verifier = verifiers.FirstOrDefault();
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _metrics.WatchQueue("embedder", _embedder);
        _metrics.WatchQueue("verifier", _verifier);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
