using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Reading;

/// <summary>Adds the aliases' vectors to the indexes when the store opens, after the entries'.</summary>
internal sealed class AliasLoader
{
    private const string Select =
        """
        SELECT a.seq, a.id, a.scope, a.fingerprint, a.vector, e.expires_at FROM aliases a JOIN entries e ON e.seq = a.entry
        """;

    private readonly LiveState _state;
    private readonly ILogger _logger;
    private readonly List<long> _corruptRows = [];

    /// <summary>Creates the loader.</summary>
    public AliasLoader(LiveState state, ILogger logger)
    {
        _state = state;
        _logger = logger;
    }

    /// <summary>Loads every alias whose entry has not expired by <paramref name="now"/>; deletes rows that cannot be read.</summary>
    public void Load(SqliteSession session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using (var row = session.Query(Select))
        {
            while (row.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                TryLoad(row, now);
            }
        }

        foreach (var corrupt in _corruptRows)
        {
            session.Execute("DELETE FROM aliases WHERE seq = $row", ("$row", corrupt));
        }
    }

    private void TryLoad(SqliteDataReader row, DateTimeOffset now)
    {
        try
        {
            var id = EntryRows.ReadId(row, 1);
            var scope = EntryRows.ReadScope(row, 2);
            var vector = EntryRows.ReadVector(row, 4);
            if (row.GetInt64(5) > now.UtcTicks)
            {
                _state.Partitions.Upsert(new PartitionKey(scope, row.GetString(3), vector.Length), id, vector, row.GetInt64(5));
            }
        }
        catch (CorruptEntryException exception)
        {
            _logger.CorruptAlias(exception, row.GetInt64(0));
            _corruptRows.Add(row.GetInt64(0));
        }
    }
}
