using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.WriteBack;

/// <summary>Stores the wordings that verified decisions accepted, several at once.</summary>
internal sealed partial class AliasWorker : BackgroundService
{
    private readonly AliasQueue _queue;
    private readonly ICacheStore _store;
    private readonly CacheMetrics _metrics;
    private readonly WriteBackOptions _options;
    private readonly ILogger<AliasWorker> _logger;

    public AliasWorker(AliasQueue queue, ICacheStore store, CacheMetrics metrics, IOptions<WriteBackOptions> options, ILogger<AliasWorker> logger)
    {
        _queue = queue;
        _store = store;
        _metrics = metrics;
        _options = options.Value;
        _logger = logger;
    }

    /// <inheritdoc/>
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Close();
        return ExecuteTask?.WaitAsync(cancellationToken) ?? Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _queue.Aliases.WaitToReadAsync(CancellationToken.None))
        {
            var batch = new List<EntryAlias>();
            while (batch.Count < _options.MaximumBatch && _queue.Aliases.TryRead(out var alias))
            {
                batch.Add(alias);
            }

            await StoreAsync(batch);
        }
    }

    private async Task StoreAsync(List<EntryAlias> batch)
    {
        try
        {
            var stored = await _store.AddAliasesAsync(batch, _options.AliasesPerEntry, CancellationToken.None);
            _metrics.AliasesStored(stored, AliasOrigin.Verified);
        }
        catch (Exception failure)
        {
            // The boundary of this worker: the wordings will be verified again, and the next batch must get its chance.
            LogFailed(failure, batch.Count);
        }
    }

    [LoggerMessage(EventIds.AliasesFailed, LogLevel.Error, "Storing {Count} aliases failed; the wordings will be verified again.", EventName = nameof(EventIds.AliasesFailed))]
    private partial void LogFailed(Exception failure, int count);
}
