using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Decisions.Verification;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.WriteBack;

namespace SemanticCache.Core.Merging;

/// <summary>Merges duplicates at intervals.</summary>
internal sealed partial class Merger : BackgroundService
{
    private readonly MergeRound _round;
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly bool _isEnabled;
    private readonly ILogger<Merger> _logger;

    public Merger(
        MergeRound round, VerifierSlot slot, TimeProvider time, IOptions<MergingOptions> options, IOptions<WriteBackOptions> writeBack, ILogger<Merger> logger)
    {
        _round = round;
        _time = time;
        _interval = options.Value.Interval;
        _isEnabled = options.Value.Enabled && slot.Verifier is not null && writeBack.Value.AliasesPerEntry > 0;
        _logger = logger;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!_isEnabled)
        {
            return;
        }

        using var timer = new PeriodicTimer(_interval, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await RunAsync(stoppingToken);
        }
    }

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        try
        {
            await _round.RunAsync(stoppingToken);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            // The boundary of this worker: what could not be compared now is compared at the next tick.
            LogFailed(failure);
        }
    }

    [LoggerMessage(EventIds.MergingFailed, LogLevel.Error, "Looking for duplicates failed; the next round goes on from there.", EventName = nameof(EventIds.MergingFailed))]
    private partial void LogFailed(Exception failure);
}
