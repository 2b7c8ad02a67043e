using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SemanticCache.Core.Reporting;

namespace SemanticCache.Core.Records;

/// <summary>Deletes records that are older than their kind is kept.</summary>
internal sealed partial class RecordSweeper : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private readonly IRecordStore _records;
    private readonly RecordLife[] _lives;
    private readonly TimeProvider _time;
    private readonly ILogger<RecordSweeper> _logger;

    public RecordSweeper(IRecordStore records, IEnumerable<RecordLife> lives, TimeProvider time, ILogger<RecordSweeper> logger)
    {
        _records = records;
        _lives = [.. lives];
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
            foreach (var life in _lives)
            {
                await _records.DeleteRecordsAsync(new RecordFilter(life.Kind, Before: _time.GetUtcNow() - life.Kept), stoppingToken);
            }
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            // The boundary of this worker: what could not be swept now is swept at the next tick.
            LogFailed(failure);
        }
    }

    [LoggerMessage(EventIds.RecordSweepFailed, LogLevel.Warning, "Deleting old records failed; it is tried again soon.", EventName = nameof(EventIds.RecordSweepFailed))]
    private partial void LogFailed(Exception failure);
}
