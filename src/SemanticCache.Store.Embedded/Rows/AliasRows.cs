using Microsoft.Data.Sqlite;
using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Rows;

/// <summary>Reads the rows of the table of aliases.</summary>
internal static class AliasRows
{
    /// <summary>The columns that <see cref="Read"/> expects, in its order, of a join of aliases <c>a</c> with entries <c>e</c>.</summary>
    public const string Columns = "a.seq, a.id, e.id, a.scope, a.fingerprint, a.origin, a.created_at, a.vector, a.question";

    /// <summary>The columns that <see cref="ReadRemoved"/> expects, in its order.</summary>
    public const string RemovedColumns = "id, scope, fingerprint, length(vector)";

    /// <summary>Reads an alias from the columns that begin at <paramref name="first"/>.</summary>
    /// <exception cref="CorruptEntryException">The row is damaged.</exception>
    public static EntryAlias Read(SqliteDataReader row, int first) => new()
    {
        Id = EntryRows.ReadId(row, first + 1),
        Entry = EntryRows.ReadId(row, first + 2),
        Scope = EntryRows.ReadScope(row, first + 3),
        EmbeddingFingerprint = row.GetString(first + 4),
        Origin = ReadOrigin(row, first + 5),
        CreatedAt = EntryRows.ReadTime(row, first + 6),
        Vector = EntryRows.ReadVector(row, first + 7),
        Question = CheckedText.Read(EntryRows.Bytes(row, first + 8)),
    };

    /// <summary>Runs a deletion that returns <see cref="RemovedColumns"/>.</summary>
    public static List<RemovedAlias> Delete(SqliteSession session, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var removed = new List<RemovedAlias>();
        using var deleted = session.Query(sql, parameters);
        while (deleted.Read())
        {
            removed.Add(ReadRemoved(deleted));
        }

        return removed;
    }

    /// <summary>Reads the present row of a deletion.</summary>
    public static RemovedAlias ReadRemoved(SqliteDataReader row) => new(EntryRows.ReadId(row, 0), ReadPartition(row, 1));

    /// <summary>Reads scope, fingerprint and the length of the vector, from the columns that begin at <paramref name="first"/>.</summary>
    public static PartitionKey ReadPartition(SqliteDataReader row, int first) =>
        new(EntryRows.ReadScope(row, first), row.GetString(first + 1), (int)(row.GetInt64(first + 2) / sizeof(float)));

    /// <summary>Reads how an alias came to be.</summary>
    /// <exception cref="CorruptEntryException">The column holds something else.</exception>
    public static AliasOrigin ReadOrigin(SqliteDataReader row, int column) =>
        row.GetInt64(column) is >= (long)AliasOrigin.Verified and <= (long)AliasOrigin.Merged and var origin
            ? (AliasOrigin)origin
            : throw new CorruptEntryException("The alias has an impossible origin.");
}
