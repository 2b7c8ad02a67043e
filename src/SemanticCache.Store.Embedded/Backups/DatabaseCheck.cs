using Microsoft.Data.Sqlite;
using SemanticCache.Core.Search;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Backups;

/// <summary>Looks into database files that no store has open.</summary>
internal static class DatabaseCheck
{
    /// <summary>Returns how many entries a database of ours holds.</summary>
    public static long CountEntries(string path)
    {
        using var session = Open(path);
        return session.QueryNumber("SELECT count(*) FROM entries");
    }

    /// <summary>Reads every page of a database that is to become a store's.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="StoreBackupException">It is no database of ours, of a later version, or damaged.</exception>
    public static void RequireWhole(string path, string name)
    {
        try
        {
            using var session = Open(path);
            if (session.QueryNumber("PRAGMA application_id") != Schema.ApplicationId)
            {
                throw new StoreBackupException($"'{name}' is no backup of a store.");
            }

            var version = session.QueryNumber("PRAGMA user_version");
            if (version > Schema.Version)
            {
                throw new StoreBackupException($"'{name}' was written by a later version (schema {version}, this one knows {Schema.Version}); restore it with that version.");
            }

            using var rows = session.Query("PRAGMA integrity_check(1)");
            if (!rows.Read() || rows.GetString(0) is var found && found != "ok")
            {
                throw new StoreBackupException($"'{name}' is damaged; take another backup.");
            }
        }
        catch (SqliteException failure)
        {
            throw new StoreBackupException($"'{name}' is damaged, or no database ({failure.Message}); take another backup.", failure);
        }
    }

    private static SqliteSession Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        try
        {
            connection.Open();
            return new SqliteSession(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
