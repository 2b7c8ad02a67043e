using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Qdrant.Writing;

/// <summary>Servings that were noted but not written down yet.</summary>
internal sealed class PendingTouches
{
    // Beyond it, entries that are not pending yet are left out until the next flush.
    private const int Limit = 100_000;

    private readonly Lock _lock = new();
    private Dictionary<EntryId, (long Count, DateTimeOffset Last)> _pending = [];

    /// <summary>Notes servings.</summary>
    public void Add(EntryId id, long count, DateTimeOffset last)
    {
        lock (_lock)
        {
            if (_pending.TryGetValue(id, out var before))
            {
                _pending[id] = (before.Count + count, before.Last > last ? before.Last : last);
            }
            else if (_pending.Count < Limit)
            {
                _pending.Add(id, (count, last));
            }
        }
    }

    /// <summary>Takes all.</summary>
    public IReadOnlyDictionary<EntryId, (long Count, DateTimeOffset Last)> Take()
    {
        lock (_lock)
        {
            var all = _pending;
            _pending = [];
            return all;
        }
    }

    /// <summary>Forgets the servings of entries that were replaced or deleted.</summary>
    public void Forget(IEnumerable<EntryId> entries)
    {
        lock (_lock)
        {
            foreach (var id in entries)
            {
                _pending.Remove(id);
            }
        }
    }
}
