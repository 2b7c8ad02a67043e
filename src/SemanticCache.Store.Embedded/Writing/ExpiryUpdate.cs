using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>The step that puts off when entries expire, with their aliases; part of writing servings down.</summary>
internal sealed class ExpiryUpdate
{
    private const string Update =
        """
        UPDATE entries SET expires_at = $expires WHERE id = $id AND expires_at < $expires RETURNING seq, scope, fingerprint, length(vector)
        """;

    private const string SelectAliases = $"SELECT {AliasRows.RemovedColumns} FROM aliases WHERE entry = $row";

    private readonly List<(EntryId Id, long ExpiresAt)> _entries = [];
    private readonly List<(PartitionKey Partition, EntryId Id, long ExpiresAt)> _vectors = [];

    /// <summary>Forgets what an execution did that was rolled back.</summary>
    public void Restart()
    {
        _entries.Clear();
        _vectors.Clear();
    }

    /// <summary>Puts off when an entry expires; one that lives longer already, or is gone, stays as it is.</summary>
    public void Execute(SqliteSession session, EntryId id, long expiresAt)
    {
        if (Changed(session, id, expiresAt) is not var (row, partition))
        {
            return;
        }

        _entries.Add((id, expiresAt));
        _vectors.Add((partition, id, expiresAt));
        using var alias = session.Query(SelectAliases, ("$row", row));
        while (alias.Read())
        {
            var found = AliasRows.ReadRemoved(alias);
            _vectors.Add((found.Partition, found.Id, expiresAt));
        }
    }

    /// <summary>Brings memory and indexes up to date.</summary>
    public void Publish(LiveState state)
    {
        foreach (var (id, expiresAt) in _entries)
        {
            state.Entries.Update(id, expiresAt, static (entry, ticks) => entry with { ExpiresAt = new DateTimeOffset(ticks, TimeSpan.Zero) });
        }

        foreach (var (partition, id, expiresAt) in _vectors)
        {
            state.Partitions.SetExpiry(partition, id, expiresAt);
        }
    }

    private static (long Row, PartitionKey Partition)? Changed(SqliteSession session, EntryId id, long expiresAt)
    {
        using var updated = session.Query(Update, ("$expires", expiresAt), ("$id", EntryRows.BytesOf(id)));
        return updated.Read() ? (updated.GetInt64(0), AliasRows.ReadPartition(updated, 1)) : null;
    }
}
