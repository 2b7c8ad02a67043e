using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Reporting;

namespace SemanticCache.Core.Jobs;

/// <summary>Works on jobs as long as the host runs.</summary>
internal sealed partial class JobWorker : BackgroundService
{
    private readonly JobRunner _runner;
    private readonly TimeProvider _time;
    private readonly ILogger<JobWorker> _logger;
    private readonly JobOptions _options;

    public JobWorker(JobRunner runner, TimeProvider time, IOptions<JobOptions> options, ILogger<JobWorker> logger)
    {
        _runner = runner;
        _time = time;
        _logger = logger;
        _options = options.Value;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var next = _time.GetUtcNow() + _options.PollInterval;
        while (_options.Enabled)
        {
            var pause = next - _time.GetUtcNow();
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, _time, stoppingToken);
            }

            stoppingToken.ThrowIfCancellationRequested();
            next = await RunAsync(stoppingToken);
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (!_options.Enabled)
        {
            return;
        }

        try
        {
            await _runner.ReleaseAsync(cancellationToken);
        }
        catch (Exception failure)
        {
            // The boundary of this worker: the lease runs out by itself.
            LogFailed(failure);
        }
    }

    private async Task<DateTimeOffset> RunAsync(CancellationToken stoppingToken)
    {
        try
        {
            return await _runner.RunDueAsync(stoppingToken);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            // The boundary of this worker: what could not be done now is due at the next round.
            LogFailed(failure);
            return _time.GetUtcNow() + _options.PollInterval;
        }
    }

    [LoggerMessage(EventIds.JobRoundFailed, LogLevel.Warning, "Working on jobs failed; it is tried again soon.", EventName = nameof(EventIds.JobRoundFailed))]
    private partial void LogFailed(Exception failure);
}
