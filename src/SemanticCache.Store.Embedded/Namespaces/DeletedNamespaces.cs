using SemanticCache.Store.Embedded.Sqlite;
using SemanticCache.Store.Embedded.Writing;

namespace SemanticCache.Store.Embedded.Namespaces;

/// <summary>The names of namespaces whose entries are still being deleted, so that a deletion that was cut off is finished.</summary>
internal static class DeletedNamespaces
{
    private static readonly string DeleteEntries =
        $"""
        DELETE FROM entries WHERE seq IN (
            SELECT seq FROM entries WHERE namespace IN (SELECT name FROM deleted_namespaces) LIMIT {DeleteOperation.ChunkSize})
        """;

    private static readonly string DeleteMerges =
        $"""
        DELETE FROM merges WHERE seq IN (
            SELECT seq FROM merges WHERE namespace IN (SELECT name FROM deleted_namespaces) LIMIT {DeleteOperation.ChunkSize})
        """;

    /// <summary>Notes that the entries of a namespace are to be deleted.</summary>
    public static void Add(SqliteSession session, string name) =>
        session.Execute("INSERT OR IGNORE INTO deleted_namespaces (name) VALUES ($name)", ("$name", name));

    /// <summary>Tells whether entries of a namespace are to be deleted.</summary>
    public static bool Contains(SqliteSession session, string name) =>
        session.QueryNumber("SELECT count(*) FROM deleted_namespaces WHERE name = $name", ("$name", name)) == 1;

    /// <summary>Notes that the entries of a namespace are deleted.</summary>
    public static void Remove(SqliteSession session, string name) =>
        session.Execute("DELETE FROM deleted_namespaces WHERE name = $name", ("$name", name));

    /// <summary>Finishes the deletions that were cut off; to be called before the entries are loaded.</summary>
    /// <remarks>Each statement is a transaction of its own; the names go last.</remarks>
    public static void FinishAll(SqliteSession session, CancellationToken cancellationToken)
    {
        while (session.Execute(DeleteEntries) + session.Execute(DeleteMerges) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        session.Execute("DELETE FROM labels WHERE namespace IN (SELECT name FROM deleted_namespaces)");
        session.Execute("DELETE FROM deleted_namespaces");
    }
}
