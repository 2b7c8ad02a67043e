using SemanticCache.Core.Search;
using SemanticCache.Store.Embedded.Backups;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded;

/// <summary>Makes a backup the database of a data directory that no service uses.</summary>
public static class StoreRestore
{
    private const string WriteAheadLog = "-wal";
    private const string SharedMemory = "-shm";

    /// <summary>Checks a backup and copies it; until all of it is there, the directory is as it was.</summary>
    /// <param name="file">The backup.</param>
    /// <param name="directory">The data directory; created when missing.</param>
    /// <param name="replaces">Whether a database that is there gives way; it is kept under another name, see <see cref="ReplacedName"/>.</param>
    /// <returns>What was restored.</returns>
    /// <exception cref="StoreBackupException">The backup or the directory cannot be used; the message says what to do.</exception>
    public static StoreBackup Restore(string file, string directory, bool replaces)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(directory);
        RequireBackup(file);
        try
        {
            using var held = DirectoryLock.Acquire(directory);
            var target = Path.Combine(directory, SqliteDatabase.FileName);
            if (File.Exists(target) && !replaces)
            {
                throw new StoreBackupException($"'{directory}' holds a database already; restore to another directory, or have it replaced.");
            }

            var copy = target + ".restoring";
            try
            {
                Copy(file, copy);
                DatabaseCheck.RequireWhole(copy, file);
                var entries = DatabaseCheck.CountEntries(copy);
                PutAside(target, Path.Combine(directory, ReplacedName));
                File.Move(copy, target);
                return new StoreBackup(Path.GetFileName(file), new FileInfo(target).Length, entries);
            }
            finally
            {
                Delete(copy);
            }
        }
        catch (StoreOpenException failure)
        {
            throw new StoreBackupException($"'{directory}' cannot be used: stop the service that uses it, or give this user access to it.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreBackupException($"'{file}' could not be restored to '{directory}': {failure.Message}", failure);
        }
    }

    /// <summary>The name of the database that was there before.</summary>
    public static string ReplacedName => SqliteDatabase.FileName + ".replaced";

    private static void RequireBackup(string file)
    {
        if (!File.Exists(file))
        {
            throw new StoreBackupException($"'{file}' is not there.");
        }

        // The last writes of a running or killed service stand in that log; without it the file would be an older state, or none.
        if (File.Exists(file + WriteAheadLog) && new FileInfo(file + WriteAheadLog).Length > 0)
        {
            throw new StoreBackupException($"'{file}' is a service's own database, not a backup: '{Path.GetFileName(file) + WriteAheadLog}' stands beside it.");
        }
    }

    private static void Copy(string file, string copy)
    {
        Delete(copy);
        using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        using var target = new FileStream(copy, FileMode.CreateNew, FileAccess.Write);
        source.CopyTo(target);
        target.Flush(flushToDisk: true);
    }

    // SQLite would apply the log of the old database to the new one.
    private static void PutAside(string database, string aside)
    {
        if (File.Exists(database))
        {
            Delete(aside);
            File.Move(database, aside);
            if (File.Exists(database + WriteAheadLog))
            {
                File.Move(database + WriteAheadLog, aside + WriteAheadLog);
            }
        }

        File.Delete(database + WriteAheadLog);
        File.Delete(database + SharedMemory);
    }

    private static void Delete(string database)
    {
        File.Delete(database);
        File.Delete(database + WriteAheadLog);
        File.Delete(database + SharedMemory);
    }
}
