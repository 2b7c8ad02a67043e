using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Upstream.Flights;

/// <summary>For a store that nobody shares: this instance always asks.</summary>
internal sealed class SoleInstance : ISharedFlights
{
    /// <inheritdoc/>
    public ValueTask<bool> TryTakeOffAsync(EntryId entry, CancellationToken cancellationToken) => ValueTask.FromResult(true);

    /// <inheritdoc/>
    public ValueTask<Answer?> WhenLandedElsewhereAsync(EntryId entry, CancellationToken cancellationToken) => ValueTask.FromResult<Answer?>(null);

    /// <inheritdoc/>
    public ValueTask LandAsync(EntryId entry, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
