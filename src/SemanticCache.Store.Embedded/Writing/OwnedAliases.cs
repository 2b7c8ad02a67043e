using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Writing;

/// <summary>Reads the aliases of an entry while it is written.</summary>
internal static class OwnedAliases
{
    private const string Select =
        $"SELECT {AliasRows.Columns} FROM entries e JOIN aliases a ON a.entry = e.seq WHERE e.seq = $row ORDER BY a.created_at, a.id";

    /// <summary>Returns the aliases of the entry in a row, oldest first, without the damaged ones.</summary>
    public static List<EntryAlias> Of(SqliteSession session, long row)
    {
        var aliases = new List<EntryAlias>();
        using var alias = session.Query(Select, ("$row", row));
        while (alias.Read())
        {
            try
            {
                aliases.Add(AliasRows.Read(alias, first: 0));
            }
            catch (CorruptEntryException)
            {
                // Whoever reads it next drops it, and says so.
                continue;
            }
        }

        return aliases;
    }
}
