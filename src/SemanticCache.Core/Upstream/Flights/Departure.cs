using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Upstream.Flights;

/// <summary>A flight's wait for the other instances.</summary>
/// <param name="Flight">Marks the flight among those of all instances.</param>
/// <param name="Stored">Completes with the answer that another instance has stored meanwhile, or with null when this flight must ask.</param>
internal sealed record Departure(Guid Flight, Task<Answer?> Stored);
