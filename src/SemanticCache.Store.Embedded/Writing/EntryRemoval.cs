using Microsoft.Data.Sqlite;
using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>Deletes entries with all that belongs to them.</summary>
internal static class EntryRemoval
{
    /// <summary>The columns that a selection of what is to be deleted must have, in their order.</summary>
    public const string Columns = $"seq, id, namespace, scope, fingerprint, length(vector), tenant, {EntryRows.Size}";

    private const string DeleteAliases =
        $"DELETE FROM aliases WHERE entry IN (SELECT value FROM json_each($rows)) RETURNING {AliasRows.RemovedColumns}, entry";

    private const string DeleteEntries = "DELETE FROM entries WHERE seq IN (SELECT value FROM json_each($rows))";

    private const int EntryColumn = 4;

    /// <summary>Deletes the selected entries and returns them.</summary>
    public static List<RemovedEntry> Run(SqliteSession session, string selection, params ReadOnlySpan<(string Name, object Value)> parameters) =>
        Run(session, selection, static _ => true, parameters);

    /// <summary>Deletes the selected entries, in order, as long as they are wanted, and returns them.</summary>
    public static List<RemovedEntry> Run(
        SqliteSession session, string selection, Predicate<RemovedEntry> isWanted, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var selected = Select(session, selection, isWanted, parameters);
        if (selected.Count > 0)
        {
            // Selected once and named by number: a second selection with a limit need not find the same rows.
            var rows = $"[{string.Join(',', selected.Keys)}]";
            RemoveAliases(session, rows, selected);
            session.Execute(DeleteEntries, ("$rows", rows));
        }

        return [.. selected.Values];
    }

    private static OrderedDictionary<long, RemovedEntry> Select(
        SqliteSession session, string selection, Predicate<RemovedEntry> isWanted, ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var selected = new OrderedDictionary<long, RemovedEntry>();
        using var row = session.Query(selection, parameters);
        while (row.Read() && ReadEntry(row) is var entry && isWanted(entry))
        {
            selected.Add(row.GetInt64(0), entry);
        }

        return selected;
    }

    private static void RemoveAliases(SqliteSession session, string rows, OrderedDictionary<long, RemovedEntry> selected)
    {
        using var deleted = session.Query(DeleteAliases, ("$rows", rows));
        while (deleted.Read())
        {
            var entry = deleted.GetInt64(EntryColumn);
            selected[entry] = selected[entry] with { Aliases = [.. selected[entry].Aliases, AliasRows.ReadRemoved(deleted)] };
        }
    }

    private static RemovedEntry ReadEntry(SqliteDataReader row) =>
        new(
            EntryRows.ReadId(row, 1),
            row.GetString(2),
            row.GetString(6),
            row.GetInt64(7),
            AliasRows.ReadPartition(row, 3),
            []);
}
