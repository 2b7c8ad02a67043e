using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>
/// The step that writes the pending servings of at most <see cref="ChunkSize"/> entries down; part of two operations.
/// </summary>
internal sealed class TouchFlush
{
    /// <summary>How many rows one transaction updates, so that writes of others do not wait long.</summary>
    public const int ChunkSize = 2_000;

    private const string Update =
        """
        UPDATE entries SET hit_count = hit_count + $count, last_used_at = max(last_used_at, $at) WHERE id = $id
        RETURNING hit_count, last_used_at
        """;

    private readonly PendingTouches _pending;
    private readonly List<(EntryId Id, long HitCount, long LastUsedAt)> _written = [];
    private readonly ExpiryUpdate _expiries = new();
    private Dictionary<EntryId, Touches>? _taken;

    /// <summary>Prepares to write down what is pending when it is executed.</summary>
    public TouchFlush(PendingTouches pending)
    {
        _pending = pending;
    }

    /// <summary>How many entries' servings were taken; as many as <see cref="ChunkSize"/> when more may be pending.</summary>
    public int Taken => _taken?.Count ?? 0;

    /// <summary>Takes what is pending and writes it down.</summary>
    public void Execute(SqliteSession session)
    {
        _taken ??= _pending.Take(ChunkSize);
        _written.Clear();
        _expiries.Restart();
        foreach (var (id, touches) in _taken)
        {
            using (var updated = session.Query(Update, ("$count", touches.Count), ("$at", touches.LastTicks), ("$id", EntryRows.BytesOf(id))))
            {
                if (updated.Read())
                {
                    _written.Add((id, updated.GetInt64(0), updated.GetInt64(1)));
                }
            }

            // Apart, so that what does not slide leaves the indexes by expiry alone.
            if (touches.ExpiresTicks > 0)
            {
                _expiries.Execute(session, id, touches.ExpiresTicks);
            }
        }
    }

    /// <summary>Brings the entries in memory up to date.</summary>
    public void Publish(LiveState state)
    {
        foreach (var (id, hitCount, lastUsedAt) in _written)
        {
            state.Entries.Update(id, (hitCount, lastUsedAt), static (entry, written) => entry with
            {
                HitCount = written.hitCount,
                LastUsedAt = new DateTimeOffset(written.lastUsedAt, TimeSpan.Zero),
            });
        }

        _expiries.Publish(state);
    }

    /// <summary>Keeps what could not be written down for the next time.</summary>
    public void PutBack()
    {
        if (_taken is not null)
        {
            _pending.PutBack(_taken);
        }
    }
}
