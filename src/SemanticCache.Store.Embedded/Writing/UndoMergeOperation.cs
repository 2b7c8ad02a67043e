using Microsoft.Extensions.Logging;
using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>Brings back the entry that a merge removed; false when it cannot be.</summary>
internal sealed class UndoMergeOperation : WriteOperation<bool>
{
    private const string Select =
        $"""
        SELECT {EntryRows.Columns}, e.kept, e.aliases FROM merges e WHERE e.merge_id = $merge AND e.namespace = $namespace
            AND e.expires_at > $now AND NOT EXISTS (SELECT 1 FROM entries WHERE id = e.id)
        """;

    private const string DeleteAlias = $"DELETE FROM aliases WHERE id = $id RETURNING {AliasRows.RemovedColumns}";

    private const string Restore =
        """
        INSERT INTO entries (id, namespace, tenant, scope, fingerprint, question_hash, created_at, expires_at, last_used_at, hit_count,
            good, bad, vector, content, bytes, cost)
        SELECT id, namespace, tenant, scope, fingerprint, question_hash, created_at, expires_at, last_used_at, hit_count, good, bad,
            vector, content, $bytes, cost FROM merges WHERE merge_id = $merge
        """;

    private const string MoveAlias = "UPDATE aliases SET entry = $row WHERE id = $id AND entry = $kept";

    private const string Note =
        """
        INSERT OR REPLACE INTO undone_merges (removed, kept, expires_at)
        SELECT $removed, id, max(expires_at, $expires) FROM entries WHERE seq = $kept
        """;

    private const string Forget = "DELETE FROM merges WHERE merge_id = $merge";

    private const int IdSize = 16;

    private readonly string _namespace;
    private readonly MergeId _id;
    private readonly byte[] _merge;
    private readonly DateTimeOffset _now;
    private readonly ILogger _logger;
    private readonly CountsUpdate _counts = new();
    private List<RemovedAlias> _removed = [];
    private List<EntryAlias> _moved = [];
    private CacheEntry? _restored;

    /// <summary>Prepares the undoing.</summary>
    public UndoMergeOperation(string namespaceName, MergeId id, DateTimeOffset now, ILogger logger)
    {
        _namespace = namespaceName;
        _id = id;
        _logger = logger;
        _merge = id.Value.ToByteArray(bigEndian: true);
        _now = now;
    }

    /// <inheritdoc/>
    public override void Execute(SqliteSession session)
    {
        _restored = null;
        if (Find(session) is var (kept, entry, aliases))
        {
            _removed = AliasRows.Delete(session, DeleteAlias, ("$id", EntryRows.BytesOf(entry.Id)));
            session.Execute(Restore, ("$bytes", ContentSize.Of(entry)), ("$merge", _merge));
            var row = session.LastRowId;
            EntryLabels.Add(session, entry, row);
            foreach (var alias in aliases.Chunk(IdSize))
            {
                session.Execute(MoveAlias, ("$row", row), ("$id", alias), ("$kept", kept));
            }

            _moved = OwnedAliases.Of(session, row);
            _counts.Execute(session, kept, entry, sign: -1);
            session.Execute(Forget, ("$merge", _merge));
            session.Execute(
                Note, ("$removed", EntryRows.BytesOf(entry.Id)), ("$expires", entry.ExpiresAt.UtcTicks), ("$kept", kept));
            _restored = entry;
        }

        Result = _restored is not null;
    }

    /// <inheritdoc/>
    public override void Publish(LiveState state)
    {
        if (_restored is not { } restored)
        {
            return;
        }

        state.Upserted(restored, replaced: null, _removed);
        foreach (var alias in _moved)
        {
            state.AliasPut(alias, restored.ExpiresAt.UtcTicks, replaced: null);
        }

        _counts.Publish(state);
    }

    private (long Kept, CacheEntry Entry, byte[] Aliases)? Find(SqliteSession session)
    {
        try
        {
            using var row = session.Query(Select, ("$merge", _merge), ("$namespace", _namespace), ("$now", _now.UtcTicks));
            return row.Read()
                ? (row.GetInt64(EntryRows.ColumnCount), EntryRows.Read(row), EntryRows.Bytes(row, EntryRows.ColumnCount + 1))
                : null;
        }
        catch (CorruptEntryException exception)
        {
            _logger.CorruptMerge(exception, _id);
            session.Execute(Forget, ("$merge", _merge));
            return null;
        }
    }
}
