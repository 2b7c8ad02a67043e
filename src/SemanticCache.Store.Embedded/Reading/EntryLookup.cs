using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Sqlite;
using SemanticCache.Store.Embedded.Writing;

namespace SemanticCache.Store.Embedded.Reading;

/// <summary>Reads entries by id, from the memory or else from their rows.</summary>
internal sealed class EntryLookup
{
    private const string Select = $"SELECT {EntryRows.Columns} FROM entries e WHERE id = $id";

    private readonly EntryMemory _memory;
    private readonly ReaderPool _readers;
    private readonly WriteQueue _writes;
    private readonly ILogger _logger;
    private long _corruptEntries;

    /// <summary>Creates the lookup.</summary>
    public EntryLookup(EntryMemory memory, ReaderPool readers, WriteQueue writes, ILogger logger)
    {
        _memory = memory;
        _readers = readers;
        _writes = writes;
        _logger = logger;
    }

    /// <summary>How many corrupt entries were met.</summary>
    public long CorruptEntries => Volatile.Read(ref _corruptEntries);

    /// <summary>Finds an entry; null when there is none or it is corrupt.</summary>
    public CacheEntry? Find(EntryId id)
    {
        if (_memory.TryGet(id, out var entry))
        {
            return entry;
        }

        var generation = _memory.GenerationOf(id);
        entry = _readers.Read((Lookup: this, Id: id), static (session, argument) => argument.Lookup.Read(session, argument.Id));
        if (entry is not null)
        {
            _memory.Fill(entry, generation);
        }

        return entry;
    }

    /// <summary>Reads the present row; null when it is corrupt, which is logged, counted and cleaned up.</summary>
    public CacheEntry? Read(SqliteDataReader row)
    {
        try
        {
            return EntryRows.Read(row);
        }
        catch (CorruptEntryException exception)
        {
            Interlocked.Increment(ref _corruptEntries);
            Drop(row, exception);
            return null;
        }
    }

    private CacheEntry? Read(SqliteSession session, EntryId id)
    {
        using var row = session.Query(Select, ("$id", EntryRows.BytesOf(id)));
        return row.Read() ? Read(row) : null;
    }

    private void Drop(SqliteDataReader row, CorruptEntryException exception)
    {
        var number = row.GetInt64(0);
        if (row.GetValue(1) is byte[] { Length: 16 } id)
        {
            _logger.CorruptEntry(exception, new EntryId(new Guid(id, bigEndian: true)));
        }
        else
        {
            _logger.CorruptRow(exception, number);
        }

        if (!_writes.TryEnqueue(DeleteOperation.Damaged(number, row.GetValue(12), row.GetValue(13))))
        {
            _logger.WorkPostponed("the deletion of a corrupt entry");
        }
    }
}
