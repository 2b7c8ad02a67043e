using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Reading;

/// <summary>Fills the indexes and counts from the rows when the store opens.</summary>
internal sealed class EntryLoader
{
    private const int ReportEvery = 100_000;
    private const string Select = $"SELECT seq, id, namespace, scope, fingerprint, expires_at, vector, tenant, {EntryRows.Size} FROM entries";

    private readonly LiveState _state;
    private readonly ILogger _logger;
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly List<long> _corruptRows = [];

    /// <summary>Creates the loader.</summary>
    public EntryLoader(LiveState state, ILogger logger)
    {
        _state = state;
        _logger = logger;
    }

    /// <summary>Loads every entry that has not expired by <paramref name="now"/>; deletes rows that cannot be read.</summary>
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
            session.Execute("DELETE FROM entries WHERE seq = $row", ("$row", corrupt));
        }
    }

    private void TryLoad(SqliteDataReader row, DateTimeOffset now)
    {
        try
        {
            Load(row, now);
        }
        catch (CorruptEntryException exception)
        {
            _logger.CorruptRow(exception, row.GetInt64(0));
            _corruptRows.Add(row.GetInt64(0));
        }
    }

    private void Load(SqliteDataReader row, DateTimeOffset now)
    {
        var id = EntryRows.ReadId(row, 1);
        var scope = EntryRows.ReadScope(row, 3);
        var expiresAt = row.GetInt64(5);
        if (expiresAt > now.UtcTicks)
        {
            var vector = EntryRows.ReadVector(row, 6);
            _state.Partitions.Upsert(new PartitionKey(scope, Shared(row.GetString(4)), vector.Length), id, vector, expiresAt);
        }

        _state.Counts.Add(Shared(row.GetString(2)), Shared(row.GetString(7)), row.GetInt64(8));
        if (_state.Counts.Total % ReportEvery == 0)
        {
            _logger.Loading(_state.Counts.Total);
        }
    }

    // A million partitions share a handful of fingerprints, and entries their namespaces and tenants.
    private string Shared(string text)
    {
        if (!_texts.TryGetValue(text, out var shared))
        {
            _texts.Add(text, text);
            shared = text;
        }

        return shared;
    }
}
