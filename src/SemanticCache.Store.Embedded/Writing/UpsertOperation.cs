using System.Collections.Immutable;
using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>Inserts entries, replacing those with the same ids and all that belonged to them, aliases included.</summary>
internal sealed class UpsertOperation : WriteOperation<int>
{
    private const string SelectOld = $"SELECT {EntryRemoval.Columns} FROM entries WHERE id = $id";

    private const string DeleteAlias = $"DELETE FROM aliases WHERE id = $id RETURNING {AliasRows.RemovedColumns}";

    private const string Insert =
        """
        INSERT OR IGNORE INTO entries (id, namespace, tenant, scope, fingerprint, question_hash, created_at, expires_at, last_used_at,
            hit_count, good, bad, vector, content, bytes, cost)
        VALUES ($id, $namespace, $tenant, $scope, $fingerprint, $question, $created, $expires, $used, $hits, $good, $bad, $vector, $content,
            $bytes, $cost)
        """;

    private static readonly string CountPinned = $"SELECT count(*) FROM entries WHERE id = $id AND NOT {EvictionSql.Evictable}";

    private readonly ImmutableArray<EntryRow> _rows;
    private readonly bool _keepsPinned;
    private readonly bool[] _isKept;
    private readonly RemovedEntry?[] _replaced;
    private readonly List<RemovedAlias>[] _replacedAliases;

    /// <summary>Encodes the entries.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="keepsPinned">Whether an entry is left out where a pinned one has its id.</param>
    public UpsertOperation(IReadOnlyList<CacheEntry> entries, bool keepsPinned)
    {
        _rows = EntryRow.Of(entries);
        _keepsPinned = keepsPinned;
        _isKept = new bool[_rows.Length];
        _replaced = new RemovedEntry?[_rows.Length];
        _replacedAliases = new List<RemovedAlias>[_rows.Length];
    }

    /// <inheritdoc/>
    public override void Execute(SqliteSession session)
    {
        for (var index = 0; index < _rows.Length; index++)
        {
            _isKept[index] = !TryPut(session, _rows[index], out _replaced[index]);
            if (!_isKept[index])
            {
                EntryLabels.Add(session, _rows[index].Entry, session.LastRowId);
                _replacedAliases[index] = AliasRows.Delete(session, DeleteAlias, ("$id", _rows[index].Id));
            }
        }

        Result = _rows.Length;
    }

    /// <inheritdoc/>
    public override void Publish(LiveState state)
    {
        for (var index = 0; index < _rows.Length; index++)
        {
            if (!_isKept[index])
            {
                state.Upserted(_rows[index].Entry, _replaced[index], _replacedAliases[index]);
            }
        }
    }

    // Most entries are new: try that first, it saves a statement.
    private bool TryPut(SqliteSession session, EntryRow row, out RemovedEntry? replaced)
    {
        replaced = null;
        if (TryInsert(session, row))
        {
            return true;
        }

        if (_keepsPinned && session.QueryNumber(CountPinned, ("$id", row.Id)) > 0)
        {
            return false;
        }

        replaced = EntryRemoval.Run(session, SelectOld, ("$id", row.Id))[0];
        return TryInsert(session, row) ? true : throw new InvalidOperationException("The entry could not be inserted.");
    }

    private static bool TryInsert(SqliteSession session, EntryRow row)
    {
        var entry = row.Entry;
        return session.Execute(
            Insert,
            ("$id", row.Id),
            ("$namespace", entry.Namespace),
            ("$tenant", entry.Tenant),
            ("$scope", entry.Scope.ToBytes()),
            ("$fingerprint", entry.EmbeddingFingerprint),
            ("$question", row.QuestionHash),
            ("$created", entry.CreatedAt.UtcTicks),
            ("$expires", entry.ExpiresAt.UtcTicks),
            ("$used", entry.LastUsedAt.UtcTicks),
            ("$hits", entry.HitCount),
            ("$good", entry.Feedback.Good),
            ("$bad", entry.Feedback.Bad),
            ("$vector", row.Vector),
            ("$content", row.Content),
            ("$bytes", row.Bytes),
            ("$cost", entry.Cost)) == 1;
    }
}
