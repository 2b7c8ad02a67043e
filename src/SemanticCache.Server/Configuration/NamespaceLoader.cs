using SemanticCache.Core.Policies;

namespace SemanticCache.Server.Configuration;

/// <summary>Reads the namespaces before the first request comes.</summary>
internal sealed class NamespaceLoader : IHostedService
{
    private readonly NamespaceDirectory _namespaces;

    public NamespaceLoader(NamespaceDirectory namespaces)
    {
        _namespaces = namespaces;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => _namespaces.LoadAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
