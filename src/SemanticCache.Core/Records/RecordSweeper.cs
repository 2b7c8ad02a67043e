using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Reporting;

namespace SemanticCache.Core.Records;

/// <summary>Deletes records that are older than their kind, or their namespace's policy, lets them be.</summary>
internal sealed partial class RecordSweeper : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private readonly IRecordStore _records;
    private readonly RecordLife[] _lives;
    private readonly NamespaceDirectory _namespaces;
    private readonly TimeProvider _time;
    private readonly ILogger<RecordSweeper> _logger;

    public RecordSweeper(IRecordStore records, IEnumerable<RecordLife> lives, NamespaceDirectory namespaces, TimeProvider time, ILogger<RecordSweeper> logger)
    {
        _records = records;
        _lives = [.. lives];
        _namespaces = namespaces;
        _time = time;
        _logger = logger;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await SweepAsync(stoppingToken);
        }
    }

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        try
        {
            var now = _time.GetUtcNow();
            foreach (var life in _lives)
            {
                await _records.DeleteRecordsAsync(new RecordFilter(life.Kind, Before: now - life.Kept), stoppingToken);
            }

            foreach (var found in _namespaces.All)
            {
                await SweepDecisionsAsync(found, now - found.Policy.DecisionRetention, stoppingToken);
            }
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            // The boundary of this worker: what could not be swept now is swept at the next tick.
            LogFailed(failure);
        }
    }

    private async Task SweepDecisionsAsync(CacheNamespace found, DateTimeOffset before, CancellationToken stoppingToken)
    {
        foreach (var kind in RecordKinds.OfDecisions)
        {
            await _records.DeleteRecordsAsync(new RecordFilter(kind, found.Name, Before: before), stoppingToken);
        }
    }

    [LoggerMessage(EventIds.RecordSweepFailed, LogLevel.Warning, "Deleting old records failed; it is tried again soon.", EventName = nameof(EventIds.RecordSweepFailed))]
    private partial void LogFailed(Exception failure);
}
