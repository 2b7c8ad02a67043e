using System.Collections.Concurrent;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Upstream.Routes;

namespace SemanticCache.Core.Upstream.Flights;

/// <summary>The flights under way, by the entry that each would store.</summary>
internal sealed class FlightTable
{
    private readonly ConcurrentDictionary<EntryId, Flight> _flights = new();

    /// <summary>Joins the flight for an entry, or opens one that takes the given way; <paramref name="opened"/> tells that the caller must fly it.</summary>
    public Flight Board(EntryId entry, RouteChoice? route, out bool opened)
    {
        while (true)
        {
            var fresh = new Flight(route);
            var flight = _flights.GetOrAdd(entry, fresh);
            opened = ReferenceEquals(flight, fresh);
            if (!opened)
            {
                fresh.Dispose();
            }

            if (flight.TryJoin())
            {
                return flight;
            }

            // Failed or abandoned, and about to be removed by whoever flies it: make room now rather than wait.
            Remove(entry, flight);
        }
    }

    /// <summary>Returns the flight for an entry, or null.</summary>
    public Flight? Find(EntryId entry) => _flights.GetValueOrDefault(entry);

    /// <summary>Removes a flight, unless another took its place.</summary>
    public void Remove(EntryId entry, Flight flight) => _flights.TryRemove(KeyValuePair.Create(entry, flight));
}
