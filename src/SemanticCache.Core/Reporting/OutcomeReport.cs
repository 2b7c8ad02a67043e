using System.Diagnostics;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Reporting.Tracing;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.Reporting;

/// <summary>The report of one request, from its arrival to its end.</summary>
internal sealed class OutcomeReport
{
    private readonly OutcomeReporter _reporter;
    private readonly string _namespace;
    private readonly long _started;
    private readonly Activity? _span;
    private ScopedRequest? _request;
    private bool _failed;
    private CacheOutcome _outcome = new() { Kind = CacheOutcomeKind.Error, Reason = FailureReasons.RequestFailed };

    public OutcomeReport(OutcomeReporter reporter, string namespaceName, long started)
    {
        _reporter = reporter;
        _namespace = namespaceName;
        _started = started;
        _span = CacheSpans.BeginRequest(namespaceName);
    }

    /// <summary>Notes how the request will have ended, unless it fails after this.</summary>
    public CacheOutcome Note(ScopedRequest request, CacheOutcome outcome)
    {
        _request = request;
        _outcome = outcome;
        return outcome;
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
        _reporter.Report(_namespace, _request, _outcome, _started);
        CacheSpans.EndRequest(_span, _outcome);
    }
}
