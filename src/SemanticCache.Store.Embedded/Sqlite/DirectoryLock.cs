namespace SemanticCache.Store.Embedded.Sqlite;

/// <summary>Keeps a second process, or a second store of this one, out of the data directory.</summary>
internal static class DirectoryLock
{
    private const string FileName = "store.lock";

    /// <summary>Creates the directory if missing and holds it until the returned lock is disposed.</summary>
    /// <exception cref="StoreOpenException">The directory is in use or cannot be written to.</exception>
    public static IDisposable Acquire(string directory)
    {
        var path = Path.Combine(directory, FileName);
        try
        {
            Directory.CreateDirectory(directory);
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StoreOpenException(
                $"The data directory '{directory}' cannot be written to; give this user access to it, or set "
                + $"{EmbeddedStoreOptions.SectionName}:{nameof(EmbeddedStoreOptions.Directory)} to another one.",
                exception);
        }
        catch (IOException exception)
        {
            throw new StoreOpenException(
                $"The data directory '{directory}' is in use by another process or cannot be created; stop the other process, or set "
                + $"{EmbeddedStoreOptions.SectionName}:{nameof(EmbeddedStoreOptions.Directory)} to another directory.",
                exception);
        }
    }
}
