using Microsoft.Extensions.Hosting;

namespace SemanticCache.Store.Embedded;

/// <summary>Opens the store when the host starts, so that a store that cannot be opened keeps the host from starting.</summary>
internal sealed class EmbeddedStoreOpener : IHostedService
{
    private readonly EmbeddedStore _store;

    /// <summary>Creates the opener.</summary>
    public EmbeddedStoreOpener(EmbeddedStore store)
    {
        _store = store;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => _store.OpenAsync(cancellationToken);

    /// <summary>Leaves the store open: requests that are still running need it, and the container closes it.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
