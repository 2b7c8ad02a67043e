using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;
using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Sqlite;
using SemanticCache.Store.Embedded.Writing;

namespace SemanticCache.Store.Embedded.Reading;

/// <summary>Reads entries by their own id or an alias's, from the memory or else from their rows.</summary>
internal sealed class MatchLookup
{
    private const string Select =
        $"""
        SELECT {EntryRows.Columns}, {AliasRows.Columns} FROM entries e LEFT JOIN aliases a ON a.id = $id
        WHERE e.seq = coalesce((SELECT seq FROM entries WHERE id = $id), (SELECT entry FROM aliases WHERE id = $id))
        """;

    private const string SelectAll =
        $"""
        SELECT {AliasRows.Columns} FROM entries e JOIN aliases a ON a.entry = e.seq WHERE e.id = $id ORDER BY a.created_at, a.id
        """;

    private readonly LiveState _state;
    private readonly EntryLookup _entries;
    private readonly ReaderPool _readers;
    private readonly WriteQueue _writes;
    private readonly ILogger _logger;
    private long _corruptAliases;

    /// <summary>Creates the lookup.</summary>
    public MatchLookup(LiveState state, EntryLookup entries, ReaderPool readers, WriteQueue writes, ILogger logger)
    {
        _state = state;
        _entries = entries;
        _readers = readers;
        _writes = writes;
        _logger = logger;
    }

    /// <summary>How many corrupt aliases were met.</summary>
    public long CorruptAliases => Volatile.Read(ref _corruptAliases);

    /// <summary>Finds an entry by its own id or an alias's; null when there is none or one of them is corrupt.</summary>
    public EntryMatch? Find(EntryId id)
    {
        if (_state.Entries.TryGet(id, out var entry))
        {
            return new EntryMatch(entry, null);
        }

        var generation = _state.Aliases.GenerationOf(id);
        if (!_state.Aliases.TryGet(id, out var alias) || !_state.Entries.TryGet(alias.Entry, out entry))
        {
            return FindRow(id, generation, alias?.Entry ?? id);
        }

        // An alias is forgotten before its entry's next answer is kept: unless it has been meanwhile, the two belong together.
        Volatile.ReadBarrier();
        return _state.Aliases.GenerationOf(id) == generation ? new EntryMatch(entry, alias) : FindRow(id, generation, id);
    }

    /// <summary>Returns the aliases of an entry, oldest first.</summary>
    public List<EntryAlias> List(EntryId entry) =>
        _readers.Read((Lookup: this, Id: entry), static (session, argument) => argument.Lookup.List(session, argument.Id));

    // Both are read by one statement, so that they belong together.
    private EntryMatch? FindRow(EntryId id, long aliasGeneration, EntryId expected)
    {
        var entryGeneration = _state.Entries.GenerationOf(expected);
        var found = _readers.Read((Lookup: this, Id: id), static (session, argument) => argument.Lookup.Read(session, argument.Id));
        if (found is not { } match)
        {
            return null;
        }

        if (match.Entry.Id == expected)
        {
            _state.Entries.Fill(match.Entry, entryGeneration);
        }

        if (match.Alias is { } alias)
        {
            _state.Aliases.Fill(alias, aliasGeneration);
        }

        return match;
    }

    private EntryMatch? Read(SqliteSession session, EntryId id)
    {
        using var row = session.Query(Select, ("$id", EntryRows.BytesOf(id)));
        if (!row.Read() || _entries.Read(row) is not { } entry)
        {
            return null;
        }

        if (entry.Id == id)
        {
            return new EntryMatch(entry, null);
        }

        return ReadAlias(row, EntryRows.ColumnCount) is { } alias ? new EntryMatch(entry, alias) : null;
    }

    private List<EntryAlias> List(SqliteSession session, EntryId entry)
    {
        var aliases = new List<EntryAlias>();
        using var row = session.Query(SelectAll, ("$id", EntryRows.BytesOf(entry)));
        while (row.Read())
        {
            if (ReadAlias(row, first: 0) is { } alias)
            {
                aliases.Add(alias);
            }
        }

        return aliases;
    }

    private EntryAlias? ReadAlias(SqliteDataReader row, int first)
    {
        try
        {
            return AliasRows.Read(row, first);
        }
        catch (CorruptEntryException exception)
        {
            Interlocked.Increment(ref _corruptAliases);
            _logger.CorruptAlias(exception, row.GetInt64(first));
            if (!_writes.TryEnqueue(RemoveAliasesOperation.Damaged(row.GetInt64(first), row.GetValue(first + 7), row.GetValue(first + 8))))
            {
                _logger.WorkPostponed("the deletion of a corrupt alias");
            }

            return null;
        }
    }
}
