using SemanticCache.Core.Search;
using SemanticCache.Store.Embedded.Backups;

namespace SemanticCache.Store.Embedded;

/// <content>Backups.</content>
public sealed partial class EmbeddedStore
{
    /// <inheritdoc/>
    /// <remarks>One at a time; it reads, so that no write waits for it.</remarks>
    public async Task<StoreBackup> BackUpAsync(CancellationToken cancellationToken)
    {
        var engine = Engine;
        await _backingUp.WaitAsync(cancellationToken);
        try
        {
            await engine.FlushTouchesAsync(cancellationToken);
            return await Task.Run(() => new BackupFile(_options, _timeProvider).Make(cancellationToken), cancellationToken);
        }
        finally
        {
            _backingUp.Release();
        }
    }
}
