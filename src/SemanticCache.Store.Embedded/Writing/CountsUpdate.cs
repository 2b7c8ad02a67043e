using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>The step that adds one entry's counts to another's, or takes them off again; part of two operations.</summary>
internal sealed class CountsUpdate
{
    private const string Update =
        """
        UPDATE entries SET hit_count = max(0, hit_count + $hits), good = max(0, good + $good), bad = max(0, bad + $bad),
            last_used_at = max(last_used_at, $used)
        WHERE seq = $row RETURNING id, hit_count, good, bad, last_used_at
        """;

    private EntryId _id;
    private long _hitCount;
    private FeedbackCounts _feedback;
    private DateTimeOffset _lastUsedAt;

    /// <summary>Adds to the entry in a row what another one was, or takes it off where the sign is -1.</summary>
    public void Execute(SqliteSession session, long row, CacheEntry other, int sign)
    {
        using var updated = session.Query(
            Update,
            ("$hits", sign * other.HitCount),
            ("$good", sign * other.Feedback.Good),
            ("$bad", sign * other.Feedback.Bad),
            ("$used", other.LastUsedAt.UtcTicks),
            ("$row", row));
        updated.Read();
        _id = EntryRows.ReadId(updated, 0);
        _hitCount = updated.GetInt64(1);
        _feedback = new FeedbackCounts(updated.GetInt32(2), updated.GetInt32(3));
        _lastUsedAt = EntryRows.ReadTime(updated, 4);
    }

    /// <summary>Brings the entry in memory up to date.</summary>
    public void Publish(LiveState state) => state.Entries.Update(_id, this, static (entry, update) => entry with
    {
        HitCount = update._hitCount,
        Feedback = update._feedback,
        LastUsedAt = update._lastUsedAt,
    });
}
