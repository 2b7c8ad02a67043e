using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Reporting;

namespace SemanticCache.Core.WriteBack;

/// <summary>Stores queued answers in batches; what is queued when the service stops is still stored.</summary>
internal sealed partial class WriteBackWorker : BackgroundService
{
    private readonly WriteBackQueue _queue;
    private readonly EntryWriter _writer;
    private readonly AnswerLearner _learner;
    private readonly NamespaceDirectory _namespaces;
    private readonly CacheMetrics _metrics;
    private readonly ILogger<WriteBackWorker> _logger;
    private readonly int _maximumBatch;

    public WriteBackWorker(
        WriteBackQueue queue,
        EntryWriter writer,
        AnswerLearner learner,
        NamespaceDirectory namespaces,
        CacheMetrics metrics,
        IOptions<WriteBackOptions> options,
        ILogger<WriteBackWorker> logger)
    {
        _queue = queue;
        _writer = writer;
        _learner = learner;
        _namespaces = namespaces;
        _metrics = metrics;
        _logger = logger;
        _maximumBatch = options.Value.MaximumBatch;
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
        while (await _queue.Items.WaitToReadAsync(CancellationToken.None))
        {
            var batch = new List<WriteBackItem>();
            while (batch.Count < _maximumBatch && _queue.Items.TryRead(out var item))
            {
                batch.Add(item);
            }

            await StoreAsync(batch);
        }
    }

    private async Task StoreAsync(List<WriteBackItem> batch)
    {
        // A namespace may have been deleted while its answer was on the way; storing would leave an orphan.
        var wanted = batch.FindAll(item => _namespaces.Find(item.Request.Namespace.Name) is not null);
        Drop(batch.Except(wanted), "namespace_deleted");
        try
        {
            var entries = await WithoutAliasesAsync(wanted);
            var stored = await _writer.WriteAsync(entries, keepsPinned: true, CancellationToken.None);
            Drop(entries.Where((_, index) => stored[index] is null), "quota");
            wanted.ForEach(item => item.Complete(stored: true));
        }
        catch (Exception failure)
        {
            // The boundary of this worker: the answers are already with their callers, and the next batch must get its chance.
            LogFailed(failure, wanted.Count);
            Drop(wanted, "store_failed");
        }
    }

    // What agrees with a stored answer has become another wording of that entry by now.
    private async Task<List<WriteBackItem>> WithoutAliasesAsync(List<WriteBackItem> items)
    {
        var entries = new List<WriteBackItem>(items.Count);
        foreach (var item in items)
        {
            if (!await _learner.TryAliasAsync(item, CancellationToken.None))
            {
                await _learner.RememberAsync(item, CancellationToken.None);
                entries.Add(item);
            }
        }

        return entries;
    }

    private void Drop(IEnumerable<WriteBackItem> items, string reason)
    {
        foreach (var item in items)
        {
            _metrics.WriteBackDropped(reason);
            item.Complete(stored: false);
        }
    }

    [LoggerMessage(EventIds.WriteBackFailed, LogLevel.Error, "Storing {Count} answers failed; they will be asked again.", EventName = nameof(EventIds.WriteBackFailed))]
    private partial void LogFailed(Exception failure, int count);
}
