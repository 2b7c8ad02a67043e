using Microsoft.Data.Sqlite;
using SemanticCache.Core.Records;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Rows;

/// <summary>Reads and writes the rows of the table of records.</summary>
internal static class RecordRows
{
    /// <summary>How many rows one statement deletes at most, so that other writes need not wait long.</summary>
    private const int ChunkSize = 1000;

    private const string Columns = "kind, id, owner, at, version, content";

    private const string InTime = "kind = $kind AND at >= $from AND at < $before";

    /// <summary>Returns a record, or null.</summary>
    public static StoredRecord? Find(SqliteSession session, string kind, string id)
    {
        using var row = session.Query($"SELECT {Columns} FROM records WHERE kind = $kind AND id = $id", ("$kind", kind), ("$id", id));
        return row.Read() ? Read(row) : null;
    }

    /// <summary>Inserts a record; false when there is one of its kind and identifier.</summary>
    public static bool Insert(SqliteSession session, StoredRecord record) => session.Execute(
        $"INSERT OR IGNORE INTO records ({Columns}) VALUES ($kind, $id, $owner, $at, $version, $content)", Values(record)) == 1;

    /// <summary>Replaces a record; false unless the stored version is the one before.</summary>
    public static bool Update(SqliteSession session, StoredRecord record) => session.Execute(
        """
        UPDATE records SET owner = $owner, at = $at, version = $version, content = $content
        WHERE kind = $kind AND id = $id AND version = $version - 1
        """,
        Values(record)) == 1;

    /// <summary>Stores a record in place of one of the same kind and identifier.</summary>
    public static void Put(SqliteSession session, StoredRecord record) => session.Execute(
        $"INSERT OR REPLACE INTO records ({Columns}) VALUES ($kind, $id, $owner, $at, $version, $content)", Values(record));

    /// <summary>Deletes a record; false when there is none.</summary>
    public static bool Delete(SqliteSession session, string kind, string id) =>
        session.Execute("DELETE FROM records WHERE kind = $kind AND id = $id", ("$kind", kind), ("$id", id)) == 1;

    /// <summary>Deletes some of the records that a filter selects; false when there was none left.</summary>
    public static bool DeleteSome(SqliteSession session, RecordFilter filter) => session.Execute(
        $"DELETE FROM records WHERE seq IN (SELECT seq FROM records WHERE {Condition(filter)} LIMIT {ChunkSize})", Values(filter)) > 0;

    /// <summary>Returns one page of the records that a filter selects, newest first.</summary>
    public static RecordPage List(SqliteSession session, RecordFilter filter, PageToken start, int size)
    {
        using var row = session.Query(
            $"SELECT {Columns}, seq FROM records WHERE {Condition(filter)} AND (at, seq) < ($lastAt, $lastRow) ORDER BY at DESC, seq DESC LIMIT $size",
            [.. Values(filter), ("$lastAt", start.CreatedAt), ("$lastRow", start.Row), ("$size", size + 1)]);
        var records = new List<StoredRecord>();
        var last = start;
        while (row.Read())
        {
            if (records.Count == size)
            {
                return new RecordPage(records, last.ToText(filter.ToString()));
            }

            var record = Read(row);
            last = new PageToken(record.At.UtcTicks, row.GetInt64(6));
            records.Add(record);
        }

        return new RecordPage(records, "");
    }

    private static string Condition(RecordFilter filter) => filter.Owner is null ? InTime : InTime + " AND owner = $owner";

    private static (string Name, object Value)[] Values(RecordFilter filter)
    {
        (string, object)[] times =
            [("$kind", filter.Kind), ("$from", filter.From?.UtcTicks ?? long.MinValue), ("$before", filter.Before?.UtcTicks ?? long.MaxValue)];
        return filter.Owner is null ? times : [.. times, ("$owner", filter.Owner)];
    }

    private static (string Name, object Value)[] Values(StoredRecord record) =>
    [
        ("$kind", record.Kind), ("$id", record.Id), ("$owner", record.Owner), ("$at", record.At.UtcTicks), ("$version", record.Version),
        ("$content", record.Content.ToArray()),
    ];

    private static StoredRecord Read(SqliteDataReader row) => new()
    {
        Kind = row.GetString(0),
        Id = row.GetString(1),
        Owner = row.GetString(2),
        At = EntryRows.ReadTime(row, 3),
        Version = row.GetInt64(4),
        Content = row.GetFieldValue<byte[]>(5),
    };
}
