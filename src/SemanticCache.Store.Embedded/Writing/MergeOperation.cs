using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>Makes one entry an alias of another; false when the two are not there to be merged.</summary>
internal sealed class MergeOperation : WriteOperation<bool>
{
    private const string SelectPartner = "SELECT seq, namespace, tenant, hex(scope) FROM entries WHERE id = $id AND expires_at > $now";

    private const string SelectRemoved = $"SELECT {EntryRows.Columns} FROM entries e WHERE e.seq = $row";

    private const string Remove = $"SELECT {EntryRemoval.Columns} FROM entries WHERE seq = $row";

    private const string Insert =
        """
        INSERT OR IGNORE INTO merges (merge_id, kept, reason, merged_at, aliases, tags, sources, id, namespace, tenant, scope, fingerprint,
            question_hash, created_at, expires_at, last_used_at, hit_count, good, bad, vector, content, bytes, cost)
        SELECT $merge, $kept, $reason, $at, $aliases, (SELECT json_group_array(tag) FROM entry_tags WHERE entry = seq),
            (SELECT json_group_array(json_array(source, version)) FROM entry_sources WHERE entry = seq), id, namespace, tenant, scope,
            fingerprint, question_hash, created_at, expires_at, last_used_at, hit_count, good, bad, vector, content, bytes, cost
        FROM entries WHERE seq = $row
        """;

    private readonly EntryMerge _merge;
    private readonly int _limit;
    private readonly AliasPlacement _placement = new();
    private readonly CountsUpdate _counts = new();
    private List<RemovedEntry> _removed = [];

    /// <summary>Prepares the merge.</summary>
    public MergeOperation(EntryMerge merge, int aliasLimit)
    {
        _merge = merge;
        _limit = aliasLimit;
    }

    /// <inheritdoc/>
    public override void Execute(SqliteSession session)
    {
        _placement.Restart();
        Result = false;
        if (_merge.Kept != _merge.Removed
            && PartnerOf(session, _merge.Kept) is { } kept
            && PartnerOf(session, _merge.Removed) is { } removed
            && kept.IsComparableTo(removed)
            && ReadRemoved(session, removed.Row) is { IsPinned: false } entry)
        {
            var aliases = OwnedAliases.Of(session, removed.Row);
            Result = TryNote(session, kept.Row, removed.Row, aliases);
            if (Result)
            {
                Merge(session, kept.Row, removed.Row, entry, aliases);
            }
        }
    }

    /// <inheritdoc/>
    public override void Publish(LiveState state)
    {
        if (Result)
        {
            _removed.ForEach(state.Removed);
            _placement.Publish(state);
            _counts.Publish(state);
        }
    }

    private MergePartner? PartnerOf(SqliteSession session, EntryId id)
    {
        using var row = session.Query(SelectPartner, ("$id", EntryRows.BytesOf(id)), ("$now", _merge.At.UtcTicks));
        return row.Read() ? new MergePartner(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3)) : null;
    }

    private static CacheEntry? ReadRemoved(SqliteSession session, long row)
    {
        using var removed = session.Query(SelectRemoved, ("$row", row));
        try
        {
            return removed.Read() ? EntryRows.Read(removed) : null;
        }
        catch (CorruptEntryException)
        {
            // As good as gone; whoever reads it next drops it, and says so.
            return null;
        }
    }

    private bool TryNote(SqliteSession session, long kept, long removed, List<EntryAlias> aliases) =>
        session.Execute(
            Insert,
            ("$merge", _merge.Id.Value.ToByteArray(bigEndian: true)),
            ("$kept", kept),
            ("$reason", _merge.Reason),
            ("$at", _merge.At.UtcTicks),
            ("$aliases", aliases.SelectMany(alias => EntryRows.BytesOf(alias.Id)).ToArray()),
            ("$row", removed)) == 1;

    private void Merge(SqliteSession session, long kept, long removed, CacheEntry entry, List<EntryAlias> aliases)
    {
        _removed = EntryRemoval.Run(session, Remove, ("$row", removed));
        _counts.Execute(session, kept, entry, sign: 1);
        var wording = new EntryAlias
        {
            Id = entry.Id,
            Entry = _merge.Kept,
            Scope = entry.Scope,
            Question = entry.Question,
            Origin = AliasOrigin.Merged,
            Vector = entry.Vector,
            EmbeddingFingerprint = entry.EmbeddingFingerprint,
            CreatedAt = _merge.At,
        };

        // The wording itself comes last: none of the others may take its place.
        foreach (var alias in aliases.Select(alias => alias with { Entry = _merge.Kept }).Append(wording))
        {
            _placement.Put(session, new AliasRow(alias), _limit);
        }
    }
}
