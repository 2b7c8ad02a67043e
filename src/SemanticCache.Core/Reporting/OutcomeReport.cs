using System.Diagnostics;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Reporting.Rollups;
using SemanticCache.Core.Reporting.Tracing;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Upstream;

namespace SemanticCache.Core.Reporting;

/// <summary>The report of one request, from its arrival to its end.</summary>
internal sealed class OutcomeReport
{
    private readonly OutcomeReporter _reporter;
    private readonly string _namespace;
    private readonly long _started;
    private readonly Activity? _span;
    private ScopedRequest? _request;
    private TimeSpan? _firstPart;
    private TokenUsage _spent;
    private bool _failed;
    private CacheOutcome _outcome = new() { Kind = CacheOutcomeKind.Error, Reason = FailureReasons.RequestFailed };

    public OutcomeReport(OutcomeReporter reporter, string namespaceName, long started)
    {
        _reporter = reporter;
        _namespace = namespaceName;
        _started = started;
        _span = CacheSpans.BeginRequest(namespaceName);
    }

    /// <summary>Notes whose figures the request belongs to, however it ends.</summary>
    public ScopedRequest Begun(ScopedRequest request) => _request = request;

    /// <summary>Notes how the request will have ended, unless it fails after this.</summary>
    public CacheOutcome Note(CacheOutcome outcome)
    {
        _outcome = outcome;
        return outcome;
    }

    /// <summary>Notes a part of the answer: when the first one came, and what the model was paid for.</summary>
    public void Passed(AnswerEvent part)
    {
        _firstPart ??= _reporter.ElapsedSince(_started);

        // Whoever joined another's flight gets an answer that is paid for once.
        if (part is AnswerEnd end && _outcome.Kind is CacheOutcomeKind.Miss or CacheOutcomeKind.Bypass)
        {
            _spent = end.Usage;
        }
    }

    /// <summary>Notes that the request failed; of several reasons the first counts.</summary>
    public void Fail(string reason)
    {
        if (!_failed)
        {
            _failed = true;
            _outcome = new CacheOutcome { Kind = CacheOutcomeKind.Error, Reason = reason };
        }
    }

    /// <summary>Reports the request.</summary>
    public void End()
    {
        var finished = new FinishedRequest(_outcome, _reporter.ElapsedSince(_started), _firstPart, _spent, _request?.Policy.Prices ?? default);
        _reporter.Report(_namespace, _request, finished);
        CacheSpans.EndRequest(_span, _outcome);
    }
}
