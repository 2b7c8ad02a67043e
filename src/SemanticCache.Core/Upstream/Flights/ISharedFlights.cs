using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Upstream.Flights;

/// <summary>Lets instances that share a store agree on which of them has a question answered.</summary>
public interface ISharedFlights
{
    /// <summary>Tries to be the one that asks for an entry's answer; false while another instance asks.</summary>
    ValueTask<bool> TryTakeOffAsync(EntryId entry, CancellationToken cancellationToken);

    /// <summary>Returns the answer that another instance stores meanwhile; null when none comes while that instance may still be asking.</summary>
    ValueTask<Answer?> WhenLandedElsewhereAsync(EntryId entry, CancellationToken cancellationToken);

    /// <summary>Ends what <see cref="TryTakeOffAsync"/> began, so that others may ask.</summary>
    ValueTask LandAsync(EntryId entry, CancellationToken cancellationToken);
}
