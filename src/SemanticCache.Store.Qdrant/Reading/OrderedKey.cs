using Qdrant.Client.Grpc;
using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Qdrant.Reading;

/// <summary>Where an entry stands in a list that is ordered by a time.</summary>
/// <param name="Microseconds">The microseconds of the time, since 1970.</param>
/// <param name="Ticks">The ticks of 100 ns that are left.</param>
/// <param name="Id">The entry.</param>
internal readonly record struct OrderedKey(long Microseconds, long Ticks, EntryId Id)
{
    /// <summary>Returns more than 0 where this key stands behind another in the direction.</summary>
    public int Compare(OrderedKey other, Direction direction)
    {
        var order = (Microseconds, Ticks, Id.Value).CompareTo((other.Microseconds, other.Ticks, other.Id.Value));
        return direction is Direction.Desc ? -order : order;
    }
}
