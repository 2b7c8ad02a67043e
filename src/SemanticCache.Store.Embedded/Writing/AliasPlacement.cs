using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>The step that puts aliases in their places, by the rules of the seam; part of several operations.</summary>
internal sealed class AliasPlacement
{
    private const string Find = "SELECT entry, origin, scope, fingerprint, length(vector) FROM aliases WHERE id = $id";

    private const string FindTarget = "SELECT seq, expires_at FROM entries WHERE id = $entry AND scope = $scope AND expires_at > $now";

    private const string CountLiving = "SELECT count(*) FROM entries WHERE id = $id AND expires_at > $now";

    private const string SelectExpired = $"SELECT {EntryRemoval.Columns} FROM entries WHERE id = $id";

    private const string CountAll = "SELECT count(*) FROM aliases WHERE entry = $entry";

    private const string CountVerified = "SELECT count(*) FROM aliases WHERE entry = $entry AND origin = $verified";

    private const string DeleteOldest =
        $"""
        DELETE FROM aliases WHERE seq IN (
            SELECT seq FROM aliases WHERE entry = $entry ORDER BY origin <> $verified, created_at, id LIMIT $count)
        RETURNING {AliasRows.RemovedColumns}
        """;

    private const string Upsert =
        """
        INSERT INTO aliases (id, entry, scope, fingerprint, origin, created_at, vector, question)
        VALUES ($id, $entry, $scope, $fingerprint, $origin, $created, $vector, $question)
        ON CONFLICT (id) DO UPDATE SET entry = excluded.entry, scope = excluded.scope, fingerprint = excluded.fingerprint,
            origin = excluded.origin, created_at = excluded.created_at, vector = excluded.vector, question = excluded.question
        """;

    private const long Verified = (long)AliasOrigin.Verified;

    private readonly List<Action<LiveState>> _changes = [];

    /// <summary>Forgets what an execution did that was rolled back.</summary>
    public void Restart() => _changes.Clear();

    /// <summary>Puts an alias in its place; true when it is new or leads to another entry than before.</summary>
    public bool Put(SqliteSession session, AliasRow row, int limit)
    {
        if (TargetOf(session, row) is not { } target)
        {
            return false;
        }

        var stored = StoredAs(session, row);
        if (stored is { } same && same.Entry == target.Row)
        {
            Write(session, row, target, stored);
            return false;
        }

        if (!MakeRoom(session, target, row.Alias.Origin, limit))
        {
            return false;
        }

        // What is left under this id has expired, or it would have been a hit of its own.
        var expired = EntryRemoval.Run(session, SelectExpired, ("$id", row.Id));
        _changes.Add(state => expired.ForEach(state.Removed));
        Write(session, row, target, stored);
        return true;
    }

    /// <summary>Brings the memory up to date.</summary>
    public void Publish(LiveState state) => _changes.ForEach(change => change(state));

    private static AliasTarget? TargetOf(SqliteSession session, AliasRow row)
    {
        var now = row.Alias.CreatedAt.UtcTicks;
        if (session.QueryNumber(CountLiving, ("$id", row.Id), ("$now", now)) > 0)
        {
            return null;
        }

        using var target = session.Query(FindTarget, ("$entry", row.Entry), ("$scope", row.Scope), ("$now", now));
        return target.Read() ? new AliasTarget(target.GetInt64(0), target.GetInt64(1)) : null;
    }

    private static StoredAlias? StoredAs(SqliteSession session, AliasRow row)
    {
        using var stored = session.Query(Find, ("$id", row.Id));
        return stored.Read()
            ? new StoredAlias(stored.GetInt64(0), AliasRows.ReadOrigin(stored, 1), AliasRows.ReadPartition(stored, 2))
            : null;
    }

    private bool MakeRoom(SqliteSession session, AliasTarget target, AliasOrigin newcomer, int limit)
    {
        var excess = session.QueryNumber(CountAll, ("$entry", target.Row)) + 1 - limit;
        if (excess <= 0)
        {
            return true;
        }

        if (newcomer is AliasOrigin.Verified
            && session.QueryNumber(CountVerified, ("$entry", target.Row), ("$verified", Verified)) < excess)
        {
            return false;
        }

        var removed = AliasRows.Delete(session, DeleteOldest, ("$entry", target.Row), ("$verified", Verified), ("$count", excess));
        _changes.Add(state => state.Removed(removed));
        return true;
    }

    private void Write(SqliteSession session, AliasRow row, AliasTarget target, StoredAlias? stored)
    {
        var isWeaker = stored is { } same && same.Entry == target.Row && same.Origin is not AliasOrigin.Verified;
        var alias = isWeaker ? row.Alias with { Origin = stored!.Value.Origin } : row.Alias;
        session.Execute(
            Upsert,
            ("$id", row.Id),
            ("$entry", target.Row),
            ("$scope", row.Scope),
            ("$fingerprint", alias.EmbeddingFingerprint),
            ("$origin", (long)alias.Origin),
            ("$created", alias.CreatedAt.UtcTicks),
            ("$vector", row.Vector),
            ("$question", row.Question));
        _changes.Add(state => state.AliasPut(alias, target.ExpiresAt, stored?.Partition));
    }
}
