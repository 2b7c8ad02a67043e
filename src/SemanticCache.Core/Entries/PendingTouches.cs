namespace SemanticCache.Core.Entries;

/// <summary>Servings that were noted but not written down yet.</summary>
public sealed class PendingTouches
{
    // 72 bytes each; beyond it, entries that are not pending yet are left out until the next flush.
    private const int Limit = 100_000;

    private readonly Lock _lock = new();
    private Dictionary<EntryId, Touches> _pending = [];

    /// <summary>Notes a serving, and until when it puts the expiry off.</summary>
    public void Add(EntryId id, DateTimeOffset servedAt, DateTimeOffset? expiresAt = null) =>
        Add(id, new Touches(1, servedAt.UtcTicks, expiresAt?.UtcTicks ?? 0));

    /// <summary>Takes the servings of at most <paramref name="maximum"/> entries.</summary>
    public Dictionary<EntryId, Touches> Take(int maximum)
    {
        lock (_lock)
        {
            if (_pending.Count <= maximum)
            {
                var all = _pending;
                _pending = [];
                return all;
            }

            var taken = new Dictionary<EntryId, Touches>(_pending.Take(maximum));
            foreach (var id in taken.Keys)
            {
                _pending.Remove(id);
            }

            return taken;
        }
    }

    /// <summary>Puts back what was taken but could not be written down.</summary>
    public void PutBack(Dictionary<EntryId, Touches> taken)
    {
        foreach (var (id, touches) in taken)
        {
            Add(id, touches);
        }
    }

    /// <summary>Forgets the servings of an entry that was replaced or deleted.</summary>
    public void Forget(EntryId id)
    {
        lock (_lock)
        {
            _pending.Remove(id);
        }
    }

    private void Add(EntryId id, Touches touches)
    {
        lock (_lock)
        {
            if (_pending.TryGetValue(id, out var before))
            {
                _pending[id] = new Touches(
                    before.Count + touches.Count,
                    Math.Max(before.LastTicks, touches.LastTicks),
                    Math.Max(before.ExpiresTicks, touches.ExpiresTicks));
            }
            else if (_pending.Count < Limit)
            {
                _pending.Add(id, touches);
            }
        }
    }
}
