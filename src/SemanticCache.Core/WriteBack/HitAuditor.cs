using Microsoft.Extensions.Logging;
using SemanticCache.Core.Agreement;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Learning;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Search;
using SemanticCache.Core.Upstream;

namespace SemanticCache.Core.WriteBack;

/// <summary>Asks the model what a hit was served for, and compares the answers; too many wrong hits raise an alarm.</summary>
internal sealed partial class HitAuditor
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromMinutes(2);

    private readonly UpstreamRegistry _upstreams;
    private readonly AnswerComparer _comparer;
    private readonly LabelBook _labels;
    private readonly LabelKeeper _keeper;
    private readonly NamespaceDirectory _namespaces;
    private readonly WriteBackStage _writeBack;
    private readonly ICacheStore _store;
    private readonly DecisionDefaults _defaults;
    private readonly CacheMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<HitAuditor> _logger;

    public HitAuditor(
        UpstreamRegistry upstreams,
        AnswerComparer comparer,
        LabelBook labels,
        LabelKeeper keeper,
        NamespaceDirectory namespaces,
        WriteBackStage writeBack,
        ICacheStore store,
        DecisionDefaults defaults,
        CacheMetrics metrics,
        TimeProvider time,
        ILogger<HitAuditor> logger)
    {
        _upstreams = upstreams;
        _comparer = comparer;
        _labels = labels;
        _keeper = keeper;
        _namespaces = namespaces;
        _writeBack = writeBack;
        _store = store;
        _defaults = defaults;
        _metrics = metrics;
        _time = time;
        _logger = logger;
    }

    /// <summary>Audits one hit, served or kept back by the namespace's mode. A failing upstream, model or store throws.</summary>
    public async Task AuditAsync(HitAudit audit, CancellationToken cancellationToken)
    {
        var (request, served, fresh) = audit;
        var answer = fresh ?? await AskAsync(request, cancellationToken);
        if (answer is null || AdmissionRules.Check(request, answer) is not Admission.Admitted)
        {
            _metrics.HitAudited("no_answer");
            return;
        }

        var verdict = await _comparer.CompareAsync(answer, served.Candidate.Entry.Answer, cancellationToken);
        _metrics.HitAudited(WireName.Of(verdict.Kind));
        if (verdict.Kind is AgreementKind.Unsure)
        {
            return;
        }

        var isWrong = verdict.Kind is AgreementKind.Disagrees;
        if (served.Calibrated is { } calibrated)
        {
            var label = HitLabel.Of(served.Candidate.Entry, request.EntryId, LogOdds.Of(calibrated), !isWrong, (LabelOrigin.Audited, _time.GetUtcNow()));
            await _keeper.AddAsync(label, cancellationToken);
        }

        if (isWrong)
        {
            await CorrectAsync(request, served.Candidate.Entry, answer, cancellationToken);
        }

        var bars = DecisionBars.For(request.Policy, request.Request.Controls, _defaults);
        if (_labels.Of(request.Namespace.Name).Audited(isWrong, allowed: request.Policy.ErrorBudget ?? 1 - bars.Confidence))
        {
            await RaiseAlarmAsync(request.Namespace.Name, cancellationToken);
        }
    }

    private async Task<Answer?> AskAsync(ScopedRequest request, CancellationToken cancellationToken)
    {
        if (_upstreams.Find(request.Policy.Upstream) is not { } client)
        {
            return null;
        }

        using var deadline = new CancellationTokenSource(LongestAnswer, _time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var capture = new AnswerCapture();
        await foreach (var part in client.AskAsync(UpstreamRequest.Of(request.Request, stream: false), patience.Token))
        {
            capture.Add(part);
        }

        return capture.Finish();
    }

    // The wording, and whatever else was taken for the entry's, must not be served it again; the fresh answer is its own.
    private async Task CorrectAsync(ScopedRequest request, CacheEntry entry, Answer answer, CancellationToken cancellationToken)
    {
        await _store.RemoveAliasesAsync(entry.Id, cancellationToken);
        await _writeBack.QueueAsync(request, answer, default);
    }

    private async Task RaiseAlarmAsync(string name, CancellationToken cancellationToken)
    {
        _metrics.DriftFound();
        LogAlarm(name);
        await _keeper.ForgetAsync(name, cancellationToken);

        // A change of the policy, even to the same, has every wording verified anew that was accepted before it.
        if (_namespaces.Find(name) is { } found)
        {
            await _namespaces.UpdateAsync(name, found.Policy, found.Version, cancellationToken);
        }
    }

    [LoggerMessage(EventIds.DriftFound, LogLevel.Warning,
        "{Namespace}: audits find more wrong hits than its error budget allows. What was learned is forgotten, and accepted wordings are verified anew.",
        EventName = nameof(EventIds.DriftFound))]
    private partial void LogAlarm(string @namespace);
}
