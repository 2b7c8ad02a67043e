using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Reporting;

namespace SemanticCache.Core.Entries.Retention;

/// <summary>Applies the retention rules at intervals.</summary>
internal sealed partial class Sweeper : BackgroundService
{
    private readonly RetentionRules _rules;
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly ILogger<Sweeper> _logger;

    public Sweeper(RetentionRules rules, TimeProvider time, IOptions<RetentionOptions> options, ILogger<Sweeper> logger)
    {
        _rules = rules;
        _time = time;
        _interval = options.Value.SweepInterval;
        _logger = logger;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await SweepAsync(stoppingToken);
        }
    }

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        try
        {
            await _rules.SweepAsync(stoppingToken);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            // The boundary of this worker: what could not be swept now is swept at the next tick.
            LogFailed(failure);
        }
    }

    [LoggerMessage(EventIds.SweepFailed, LogLevel.Error, "Sweeping expired entries failed; the next sweep tries again.", EventName = nameof(EventIds.SweepFailed))]
    private partial void LogFailed(Exception failure);
}
