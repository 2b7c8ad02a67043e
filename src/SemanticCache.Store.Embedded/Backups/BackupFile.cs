using System.Globalization;
using Microsoft.Data.Sqlite;
using SemanticCache.Core.Search;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Backups;

/// <summary>Copies an open database into a file of its own, which has another name until it is whole.</summary>
internal sealed class BackupFile
{
    private const string DefaultFolder = "backups";
    private const string Unfinished = ".part";

    private readonly EmbeddedStoreOptions _options;
    private readonly TimeProvider _time;

    public BackupFile(EmbeddedStoreOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
    }

    /// <summary>Returns the folder of the backups.</summary>
    public static string FolderOf(EmbeddedStoreOptions options) => options.BackupDirectory.Length > 0
        ? options.BackupDirectory
        : Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Directory))) ?? "", DefaultFolder);

    /// <summary>Makes the copy.</summary>
    /// <exception cref="StoreBackupException">The file cannot be written; none is left behind.</exception>
    public StoreBackup Make(CancellationToken cancellationToken)
    {
        var folder = FolderOf(_options);
        var part = "";
        try
        {
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, FreeNameIn(folder));
            part = path + Unfinished;
            File.Delete(part);
            Copy(part, cancellationToken);
            var entries = DatabaseCheck.CountEntries(part);
            Flush(part);
            File.Move(part, path);
            return new StoreBackup(Path.GetFileName(path), new FileInfo(path).Length, entries);
        }
        catch (Exception failure)
        {
            DeleteIfThere(part);
            cancellationToken.ThrowIfCancellationRequested();
            if (failure is SqliteException or IOException or UnauthorizedAccessException)
            {
                throw new StoreBackupException(
                    $"No backup could be written to '{folder}' ({failure.Message}); make room or give the service access to it, or set "
                    + $"{EmbeddedStoreOptions.SectionName}:{nameof(EmbeddedStoreOptions.BackupDirectory)} to another folder.",
                    failure);
            }

            throw;
        }
    }

    // The copy is a transaction that reads: it holds what was committed before, and writers go on. What was deleted is not in it, not even
    // as free pages.
    private void Copy(string part, CancellationToken cancellationToken)
    {
        using var session = new SqliteDatabase(_options).OpenCopier();
        using var stopping = cancellationToken.Register(session.Interrupt);
        session.Execute("VACUUM INTO $file", ("$file", part));
    }

    private string FreeNameIn(string folder)
    {
        var stem = string.Create(CultureInfo.InvariantCulture, $"semanticcache-{_time.GetUtcNow():yyyyMMdd'T'HHmmssfff'Z'}");
        var name = stem + ".db";
        for (var number = 2; File.Exists(Path.Combine(folder, name)); number++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{stem}-{number}.db");
        }

        return name;
    }

    private static void Flush(string part)
    {
        using var stream = new FileStream(part, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }

    private static void DeleteIfThere(string part)
    {
        if (part.Length > 0 && File.Exists(part))
        {
            File.Delete(part);
        }
    }
}
