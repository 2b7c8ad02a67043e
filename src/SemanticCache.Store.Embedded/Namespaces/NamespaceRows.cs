using SemanticCache.Core.Policies;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Namespaces;

/// <summary>Reads and writes the rows of the table of namespaces.</summary>
internal static class NamespaceRows
{
    /// <summary>Returns every namespace, ordered by name.</summary>
    public static List<CacheNamespace> List(SqliteSession session)
    {
        var namespaces = new List<CacheNamespace>();
        using var row = session.Query("SELECT name, policy, created_at, updated_at, version FROM namespaces ORDER BY name");
        while (row.Read())
        {
            namespaces.Add(new CacheNamespace(
                row.GetString(0),
                PolicyCodec.Decode(row.GetFieldValue<byte[]>(1)),
                new DateTimeOffset(row.GetInt64(2), TimeSpan.Zero),
                new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero),
                row.GetInt64(4)));
        }

        return namespaces;
    }

    /// <summary>Inserts a namespace; false when the name is taken, or entries of that name are still being deleted.</summary>
    public static bool Insert(SqliteSession session, CacheNamespace added) =>
        session.Execute(
            """
            INSERT OR IGNORE INTO namespaces (name, version, created_at, updated_at, policy)
            SELECT $name, $version, $created, $updated, $policy
            WHERE NOT EXISTS (SELECT 1 FROM deleted_namespaces WHERE name = $name)
            """,
            ("$name", added.Name),
            ("$version", added.Version),
            ("$created", added.CreatedAt.UtcTicks),
            ("$updated", added.UpdatedAt.UtcTicks),
            ("$policy", PolicyCodec.Encode(added.Policy))) == 1;

    /// <summary>Replaces a namespace; false unless the stored version is the one before.</summary>
    public static bool Update(SqliteSession session, CacheNamespace updated) =>
        session.Execute(
            """
            UPDATE namespaces SET version = $version, updated_at = $updated, policy = $policy
            WHERE name = $name AND version = $version - 1
            """,
            ("$name", updated.Name),
            ("$version", updated.Version),
            ("$updated", updated.UpdatedAt.UtcTicks),
            ("$policy", PolicyCodec.Encode(updated.Policy))) == 1;

    /// <summary>Deletes a namespace's own row; false when there is none.</summary>
    public static bool Delete(SqliteSession session, string name) =>
        session.Execute("DELETE FROM namespaces WHERE name = $name", ("$name", name)) == 1;
}
