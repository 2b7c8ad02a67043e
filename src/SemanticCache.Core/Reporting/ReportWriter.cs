using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Records;
using SemanticCache.Core.Reporting.DecisionLog;
using SemanticCache.Core.Reporting.Rollups;

namespace SemanticCache.Core.Reporting;

/// <summary>Writes figures and decisions down at intervals and at the end; what cannot be written is kept, within limits, and written later.</summary>
internal sealed partial class ReportWriter : BackgroundService
{
    // All or none are written: a call of a store must not grow without limit.
    private const int RecordsAtOnce = 200;

    private readonly IRecordStore _records;
    private readonly RollupBook _rollups;
    private readonly DecisionBook _decisions;
    private readonly ForgottenSubjects _forgotten;
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly ILogger<ReportWriter> _logger;
    private bool _isFailing;

    public ReportWriter(
        IRecordStore records,
        RollupBook rollups,
        DecisionBook decisions,
        ForgottenSubjects forgotten,
        TimeProvider time,
        IOptions<ReportingOptions> options,
        ILogger<ReportWriter> logger)
    {
        _records = records;
        _rollups = rollups;
        _decisions = decisions;
        _forgotten = forgotten;
        _time = time;
        _interval = options.Value.FlushInterval;
        _logger = logger;
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await WriteAsync(stoppingToken);
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var rollups in _rollups.Known())
            {
                await WriteAsync(rollups, cancellationToken);
            }

            foreach (var decisions in _decisions.Known())
            {
                await WriteAsync(decisions, cancellationToken);
            }

            _isFailing = false;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // The boundary of this worker: the next tick tries again, and one line tells of an outage.
            if (!_isFailing)
            {
                LogFailed(failure);
            }

            _isFailing = true;
        }
    }

    private async Task WriteAsync(NamespaceRollups rollups, CancellationToken cancellationToken)
    {
        foreach (var part in rollups.Pending().Chunk(RecordsAtOnce))
        {
            await _records.AddRecordsAsync([.. part.Select(each => each.ToRecord())], cancellationToken);
            rollups.Written(part);
        }
    }

    private async Task WriteAsync(NamespaceDecisions decisions, CancellationToken cancellationToken)
    {
        await _decisions.Writing.WaitAsync(cancellationToken);
        try
        {
            await _forgotten.ApplyAsync(decisions, cancellationToken);
            foreach (var batch in decisions.Pending())
            {
                await _records.AddRecordsAsync([batch.ToRecord()], cancellationToken);
                decisions.Written([batch]);
            }
        }
        finally
        {
            _decisions.Writing.Release();
        }
    }

    [LoggerMessage(EventIds.ReportsFailed, LogLevel.Warning, "The figures of reports cannot be written; they are kept and written when they can.", EventName = nameof(EventIds.ReportsFailed))]
    private partial void LogFailed(Exception failure);
}
