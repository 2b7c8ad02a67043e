using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>Sets when an entry expires; false when it is not there, or damaged.</summary>
internal sealed class SetExpiryOperation : WriteOperation<bool>
{
    private const string Update = "UPDATE entries SET expires_at = $expires WHERE id = $id";

    private const string Select = $"SELECT {EntryRows.Columns} FROM entries e WHERE e.id = $id";

    private readonly EntryId _id;
    private readonly DateTimeOffset _expiresAt;
    private CacheEntry? _entry;
    private List<EntryAlias> _aliases = [];

    /// <summary>Prepares the change.</summary>
    public SetExpiryOperation(EntryId id, DateTimeOffset expiresAt)
    {
        _id = id;
        _expiresAt = expiresAt;
    }

    /// <inheritdoc/>
    public override void Execute(SqliteSession session)
    {
        session.Execute(Update, ("$expires", _expiresAt.UtcTicks), ("$id", EntryRows.BytesOf(_id)));
        (_entry, _aliases) = Read(session);
        Result = _entry is not null;
    }

    /// <inheritdoc/>
    public override void Publish(LiveState state)
    {
        if (_entry is not { } entry)
        {
            return;
        }

        // With their vectors: what had expired when the store was opened is in no index.
        var expiresAt = _expiresAt.UtcTicks;
        state.Entries.Update(_id, _expiresAt, static (kept, expiresAt) => kept with { ExpiresAt = expiresAt });
        state.Partitions.Upsert(PartitionKey.Of(entry), entry.Id, entry.Vector.Span, expiresAt);
        foreach (var alias in _aliases)
        {
            state.Partitions.Upsert(PartitionKey.Of(alias), alias.Id, alias.Vector.Span, expiresAt);
        }
    }

    private (CacheEntry? Entry, List<EntryAlias> Aliases) Read(SqliteSession session)
    {
        var row = 0L;
        CacheEntry entry;
        using (var found = session.Query(Select, ("$id", EntryRows.BytesOf(_id))))
        {
            if (!found.Read())
            {
                return (null, []);
            }

            try
            {
                row = found.GetInt64(0);
                entry = EntryRows.Read(found);
            }
            catch (CorruptEntryException)
            {
                // As good as gone; whoever reads it next drops it, and says so.
                return (null, []);
            }
        }

        return (entry, OwnedAliases.Of(session, row));
    }
}
