namespace SemanticCache.Core.Search;

/// <summary>A store that can copy itself while it serves.</summary>
public interface IStoreBackup
{
    /// <summary>Copies everything that was acknowledged before the call into a file.</summary>
    /// <exception cref="StoreBackupException">The file cannot be written; none is left behind.</exception>
    Task<StoreBackup> BackUpAsync(CancellationToken cancellationToken);
}
