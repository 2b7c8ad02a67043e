using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Privacy;
using SemanticCache.Core.Reporting.DecisionLog;
using SemanticCache.Core.Reporting.Rollups;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.Reporting;

/// <summary>Reports every request's end to metrics, the summary and the log.</summary>
internal sealed partial class OutcomeReporter
{
    private readonly CacheMetrics _metrics;
    private readonly RollupBook _rollups;
    private readonly DecisionBook _decisions;
    private readonly TimeProvider _time;
    private readonly bool _logsContent;
    private readonly ILogger<OutcomeReporter> _logger;

    public OutcomeReporter(
        CacheMetrics metrics, RollupBook rollups, DecisionBook decisions, TimeProvider time, IOptions<PrivacyOptions> privacy, ILogger<OutcomeReporter> logger)
    {
        _metrics = metrics;
        _rollups = rollups;
        _decisions = decisions;
        _time = time;
        _logsContent = privacy.Value.LogContent;
        _logger = logger;
    }

    /// <summary>Begins the report of a request; it must be ended.</summary>
    public OutcomeReport Begin(string namespaceName) => new(this, namespaceName, _time.GetTimestamp());

    /// <summary>Counts a decision.</summary>
    public void Decided(Decision decision) => _metrics.Decided(decision);

    /// <summary>Counts a caller's feedback.</summary>
    public void FeedbackGiven(string namespaceName, bool isGood) =>
        _rollups.Of(namespaceName).Add(isGood ? new RollupSums { GoodFeedback = 1 } : new RollupSums { BadFeedback = 1 });

    /// <summary>Returns how long ago a time stamp was taken.</summary>
    public TimeSpan ElapsedSince(long started) => _time.GetElapsedTime(started);

    /// <summary>Writes a request's end down; what goes wrong with that is no concern of the request.</summary>
    public void Report(string namespaceName, ScopedRequest? request, in FinishedRequest finished)
    {
        try
        {
            Write(namespaceName, request, finished);
        }
        catch (Exception failure)
        {
            LogUnreported(failure, namespaceName);
        }
    }

    private void Write(string namespaceName, ScopedRequest? request, in FinishedRequest finished)
    {
        var (outcome, elapsed) = (finished.Outcome, finished.Elapsed);
        _metrics.RequestEnded(outcome.Kind, elapsed);
        if (outcome.Kind is CacheOutcomeKind.Error)
        {
            _metrics.RequestFailed(outcome.Reason);
        }

        if (outcome.Withheld is { } withheld)
        {
            _metrics.HitWithheld(withheld.Kind);
        }

        if (request is not null)
        {
            var unlogged = LoggedDecision.IsDecided(outcome) ? LogDecision(request, finished) : 0;
            _rollups.Of(request.Namespace.Name).Add(finished with { Unlogged = unlogged });
        }

        if (outcome.Entry is { } entry)
        {
            _metrics.TokensSaved(entry.Answer.Usage);
        }

        Log(namespaceName, outcome, elapsed);
        if (_logsContent && request is not null)
        {
            LogQuestion(namespaceName, request.Question);
        }
    }

    // Room first: what is left out must not cost anything.
    private int LogDecision(ScopedRequest request, in FinishedRequest finished)
    {
        var decisions = _decisions.Of(request.Namespace.Name);
        var now = _time.GetUtcNow();
        return decisions.TryReserve(now) ? decisions.Add(LoggedDecision.Of(request, finished.Outcome, finished.Elapsed, now)) : 1;
    }

    // Hits are many and cheap, so their lines are for debugging; what reached an upstream was slow and cost money.
    private void Log(string namespaceName, CacheOutcome outcome, TimeSpan elapsed)
    {
        if (outcome.Reason is FailureReasons.Cancelled or FailureReasons.Abandoned)
        {
            LogLeft(namespaceName, outcome.Reason, elapsed.TotalMilliseconds);
        }
        else if (outcome.Kind is CacheOutcomeKind.Error)
        {
            LogFailed(namespaceName, outcome.Reason, elapsed.TotalMilliseconds);
        }
        else if (outcome.IsHit)
        {
            LogServed(namespaceName, outcome.Kind, outcome.Reason, outcome.Similarity, elapsed.TotalMilliseconds);
        }
        else
        {
            LogForwarded(namespaceName, outcome.Kind, outcome.Reason, outcome.Similarity, elapsed.TotalMilliseconds);
        }
    }

    [LoggerMessage(EventIds.RequestServed, LogLevel.Debug, "{Namespace}: {Outcome} ({Reason}), similarity {Similarity}, {Milliseconds:0.00} ms.", EventName = nameof(EventIds.RequestServed))]
    private partial void LogServed(string @namespace, CacheOutcomeKind outcome, string reason, float? similarity, double milliseconds);

    [LoggerMessage(EventIds.RequestForwarded, LogLevel.Information, "{Namespace}: {Outcome} ({Reason}), best similarity {Similarity}, {Milliseconds:0.00} ms.", EventName = nameof(EventIds.RequestForwarded))]
    private partial void LogForwarded(string @namespace, CacheOutcomeKind outcome, string reason, float? similarity, double milliseconds);

    [LoggerMessage(EventIds.QuestionAsked, LogLevel.Debug, "{Namespace}: asked {Question}", EventName = nameof(EventIds.QuestionAsked))]
    private partial void LogQuestion(string @namespace, string question);

    [LoggerMessage(EventIds.CallerLeft, LogLevel.Information, "{Namespace}: the caller left ({Reason}) after {Milliseconds:0.00} ms.", EventName = nameof(EventIds.CallerLeft))]
    private partial void LogLeft(string @namespace, string reason, double milliseconds);

    [LoggerMessage(EventIds.RequestFailed, LogLevel.Warning, "{Namespace}: Error ({Reason}), {Milliseconds:0.00} ms.", EventName = nameof(EventIds.RequestFailed))]
    private partial void LogFailed(string @namespace, string reason, double milliseconds);

    [LoggerMessage(EventIds.RequestUnreported, LogLevel.Error, "{Namespace}: the end of a request could not be reported.", EventName = nameof(EventIds.RequestUnreported))]
    private partial void LogUnreported(Exception failure, string @namespace);
}
