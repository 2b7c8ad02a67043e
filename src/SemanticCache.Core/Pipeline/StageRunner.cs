using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Reporting.Tracing;

namespace SemanticCache.Core.Pipeline;

/// <summary>Runs a stage so that its failure becomes a miss: logged once, counted, and never the request's failure.</summary>
internal sealed partial class StageRunner
{
    private readonly CacheMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<StageRunner> _logger;

    public StageRunner(CacheMetrics metrics, TimeProvider time, ILogger<StageRunner> logger)
    {
        _metrics = metrics;
        _time = time;
        _logger = logger;
    }

    /// <summary>Runs a stage within a budget; only the caller's own cancellation is thrown.</summary>
    public async ValueTask<StageResult<T>> RunAsync<T>(Stage stage, LookupBudget budget, Func<CancellationToken, ValueTask<T>> run)
    {
        using var span = CacheSpans.BeginStage(stage);
        var started = _metrics.MeasuresStages ? _time.GetTimestamp() : 0;
        try
        {
            var running = run(budget.Token);

            // A stage that ignores its token is left behind: neither deadline nor caller waits for it.
            var value = running.IsCompletedSuccessfully ? running.Result : await running.AsTask().WaitAsync(budget.Token);
            if (started != 0)
            {
                _metrics.StageEnded(stage, _time.GetElapsedTime(started));
            }

            return new StageResult<T>(value, StageFailure.None);
        }
        catch (OperationCanceledException) when (budget.Caller.IsCancellationRequested)
        {
            CacheSpans.Fail(span, FailureReasons.Cancelled);
            throw;
        }
        catch (OperationCanceledException) when (budget.Token.IsCancellationRequested)
        {
            LogTimedOut(stage);
            return Fail<T>(stage, StageFailure.TimedOut, "timeout", span);
        }
        catch (Exception failure)
        {
            // The one broad catch of a request: whatever breaks in here, the model can still answer.
            LogFailed(failure, stage);
            return Fail<T>(stage, StageFailure.Failed, failure.GetType().Name, span);
        }
    }

    private StageResult<T> Fail<T>(Stage stage, StageFailure failure, string errorType, Activity? span)
    {
        CacheSpans.Fail(span, errorType);
        _metrics.StageFailed(stage, errorType);
        return new StageResult<T>(default, failure);
    }

    [LoggerMessage(EventIds.StageFailed, LogLevel.Error, "Stage {Stage} failed; the request goes on without it.", EventName = nameof(EventIds.StageFailed))]
    private partial void LogFailed(Exception failure, Stage stage);

    [LoggerMessage(EventIds.StageTimedOut, LogLevel.Warning, "Stage {Stage} was late; the request goes on without it.", EventName = nameof(EventIds.StageTimedOut))]
    private partial void LogTimedOut(Stage stage);
}
