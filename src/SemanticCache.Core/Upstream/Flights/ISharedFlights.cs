using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Upstream.Flights;

/// <summary>Lets instances that share a store agree on which of them asks an upstream; there is none where one instance has the store to itself.</summary>
public interface ISharedFlights
{
    /// <summary>Tries to be the flight that asks for an entry's answer until the lease is over; false while another flight has it.</summary>
    /// <param name="entry">The entry that the answer would be stored as.</param>
    /// <param name="flight">Marks this very flight, among those of all instances.</param>
    /// <param name="lease">How long nobody else may take off, should this flight never land.</param>
    /// <param name="cancellationToken">Ends the call early; the flight may then have the lease or not.</param>
    ValueTask<bool> TryTakeOffAsync(EntryId entry, Guid flight, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Lets others take off; does nothing where this flight has no lease.</summary>
    ValueTask LandAsync(EntryId entry, Guid flight, CancellationToken cancellationToken);
}
