namespace SemanticCache.Core.Upstream.Resilience;

/// <summary>Asks an endpoint for models by the names that it has for them; the cache knows them by the callers' names.</summary>
internal sealed class AliasingUpstreamClient : IUpstreamClient
{
    private readonly IUpstreamClient _inner;
    private readonly IDictionary<string, string> _models;

    public AliasingUpstreamClient(IUpstreamClient inner, IDictionary<string, string> models)
    {
        _inner = inner;
        _models = models;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<AnswerEvent> AskAsync(UpstreamRequest request, CancellationToken cancellationToken) => _inner.AskAsync(
        _models.TryGetValue(request.Model, out var model) ? request.WithModel(model) : request, cancellationToken);
}
