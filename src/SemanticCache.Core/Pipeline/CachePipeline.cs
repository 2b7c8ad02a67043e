using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Access;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Privacy;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Search;
using SemanticCache.Core.Upstream;
using SemanticCache.Core.WriteBack;

namespace SemanticCache.Core.Pipeline;

/// <summary>The flow of a request; this class alone knows the order of the stages.</summary>
/// <remarks>The lookup itself, exact tier to decision, stands in <c>CachePipeline.Lookup.cs</c>, what has expired in <c>CachePipeline.Stale.cs</c>.</remarks>
internal sealed partial class CachePipeline
{
    // Once in a namespace's life: longer than a lookup, because a request that finds no namespace cannot be stored.
    private static readonly TimeSpan LongestCreation = TimeSpan.FromSeconds(2);

    private readonly NamespaceDirectory _namespaces;
    private readonly LookupStages _stages;
    private readonly StageRunner _runner;
    private readonly UpstreamStage _upstream;
    private readonly WriteBackStage _writeBack;
    private readonly HitLearner _hits;
    private readonly OutcomeReporter _reporter;
    private readonly CallerLimits _limits;
    private readonly ICacheStore _store;
    private readonly TimeProvider _time;
    private readonly TimeSpan _lookupDeadline;

    public CachePipeline(
        NamespaceDirectory namespaces,
        LookupStages stages,
        StageRunner runner,
        UpstreamStage upstream,
        WriteBackStage writeBack,
        HitLearner hits,
        OutcomeReporter reporter,
        CallerLimits limits,
        ICacheStore store,
        TimeProvider time,
        IOptions<PipelineOptions> options)
    {
        _namespaces = namespaces;
        _stages = stages;
        _runner = runner;
        _upstream = upstream;
        _writeBack = writeBack;
        _hits = hits;
        _reporter = reporter;
        _limits = limits;
        _store = store;
        _time = time;
        _lookupDeadline = options.Value.LookupDeadline;
    }

    /// <summary>Looks an answer up and asks no upstream.</summary>
    /// <exception cref="UnknownNamespaceException">The request's namespace does not exist.</exception>
    public async Task<CacheOutcome> LookupAsync(CacheRequest request, CancellationToken cancellationToken)
    {
        var report = _reporter.Begin(request.Namespace);
        try
        {
            var scoped = report.Begun(Limited(await ScopeAsync(request, cancellationToken)));
            var finding = await FindAsync(scoped, deadline: null, cancellationToken);
            _hits.Note(scoped, finding.Outcome, hasUpstream: false);
            return report.Note(finding.Outcome);
        }
        catch (OperationCanceledException)
        {
            report.Fail(FailureReasons.Cancelled);
            throw;
        }
        finally
        {
            report.End();
        }
    }

    /// <summary>Answers a request: from the cache if it can, else through an upstream whose whole answer is then written back.</summary>
    /// <exception cref="UnknownNamespaceException">The request's namespace does not exist.</exception>
    public async Task<Reply> CompleteAsync(CacheRequest request, bool stream, CancellationToken cancellationToken)
    {
        var report = _reporter.Begin(request.Namespace);
        try
        {
            var scoped = report.Begun(Limited(await ScopeAsync(request, cancellationToken)));
            var finding = await FindAsync(scoped, _lookupDeadline, cancellationToken);
            _hits.Note(scoped, finding.Outcome, hasUpstream: true);
            var (outcome, parts) = await AnswerAsync(scoped, finding, stream, cancellationToken);
            report.Note(outcome);
            return new Reply(outcome, ReportedAsync(parts, report, cancellationToken));
        }
        catch (Exception failure)
        {
            report.Fail(failure is OperationCanceledException ? FailureReasons.Cancelled : FailureReasons.RequestFailed);
            report.End();
            throw;
        }
    }

    /// <summary>Returns the parts of a stored answer; a stream gets them at the pace that its caller, else the policy, wants.</summary>
    public IAsyncEnumerable<AnswerEvent> Replay(CacheRequest request, Answer answer, bool stream)
    {
        var pace = request.Controls.ReplayTokensPerSecond ?? _namespaces.Find(request.Namespace)?.Policy.ReplayTokensPerSecond ?? 0;
        return PacedReplay.ReadAsync(answer, stream ? pace : 0, _time);
    }

    /// <summary>Stores an answer that the caller brings, pinned or not; it is durable when the call completes.</summary>
    /// <exception cref="UnknownNamespaceException">The request's namespace does not exist.</exception>
    public async Task<StoreResult> StoreAsync(CacheRequest request, Answer answer, CancellationToken cancellationToken, bool isPinned = false)
    {
        // No stage runner and no deadline: a caller that brings an answer is to hear of a store that is away or slow, not of an answer that cannot be stored.
        var target = await _namespaces.ResolveAsync(request.Namespace, cancellationToken) ?? throw new UnknownNamespaceException(request.Namespace);
        return await _writeBack.StoreAsync(ScopingStage.Scope(request, target), answer, isPinned, cancellationToken);
    }

    /// <summary>Stores what a caller says of a hit; false when there is no such entry that the caller may see.</summary>
    public async Task<bool> SubmitFeedbackAsync(Caller caller, EntryId entry, EntryFeedback feedback, CancellationToken cancellationToken)
    {
        var found = await _store.GetAsync(entry, cancellationToken);
        if (found is null || !caller.MaySee(found.Namespace, found.Tenant))
        {
            return false;
        }

        var storable = PersonalDataRules.Storable(feedback, _namespaces.PolicyOf(found.Namespace));
        if (!await _store.AddFeedbackAsync(entry, storable, cancellationToken))
        {
            return false;
        }

        await _hits.LearnAsync(found, feedback, cancellationToken);
        _reporter.FeedbackGiven(found.Namespace, feedback.IsGood);
        return true;
    }

    private async ValueTask<ScopedRequest> ScopeAsync(CacheRequest request, CancellationToken cancellationToken)
    {
        using var budget = new LookupBudget(_namespaces.Find(request.Namespace) is null ? LongestCreation : null, _time, cancellationToken);
        var resolving = await _runner.RunAsync(Stage.Namespaces, budget, token => _namespaces.ResolveAsync(request.Namespace, token));
        if (resolving.Failure is not StageFailure.None)
        {
            return ScopingStage.Unscoped(request, NamespaceDirectory.Unknown(request.Namespace));
        }

        var target = resolving.Value ?? throw new UnknownNamespaceException(request.Namespace);
        var scoping = await _runner.RunAsync(
            Stage.Scoping, budget, _ => ValueTask.FromResult(ScopingStage.Scope(request, target)));
        return scoping.Value ?? ScopingStage.Unscoped(request, target);
    }

    private async ValueTask<(CacheOutcome Outcome, IAsyncEnumerable<AnswerEvent> Parts)> ForwardAsync(
        ScopedRequest request, Finding finding, bool stream, CancellationToken cancellationToken)
    {
        // A store that was no help to the lookup is not asked what other instances do.
        var (parts, joined, route) = await _upstream.AskAsync(
            request,
            stream,
            finding.StoreFailed || !request.IsServed ? null : token => FindStoredAsync(request, token),
            answer => finding.Outcome.Withheld is null ? _writeBack.QueueAsync(request, answer, finding) : CompareAsync(request, finding.Outcome, answer),
            cancellationToken);
        var outcome = finding.Outcome with { Kind = joined ? CacheOutcomeKind.Joined : finding.Outcome.Kind, Route = route };
        return (outcome, parts);
    }

    // What would have been served stays as it is; whether it would have been right, the fresh answer tells.
    private Task CompareAsync(ScopedRequest request, CacheOutcome outcome, Answer answer)
    {
        _hits.Compare(request, outcome, answer);
        return Task.CompletedTask;
    }

    private async ValueTask<Answer?> FindStoredAsync(ScopedRequest request, CancellationToken cancellationToken) =>
        (await _stages.Exact.FindAsync(request, cancellationToken))?.Entry.Answer;

    private static async IAsyncEnumerable<AnswerEvent> ReportedAsync(
        IAsyncEnumerable<AnswerEvent> parts, OutcomeReport report, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var reading = parts.GetAsyncEnumerator(cancellationToken);
        var ended = false;
        try
        {
            while (await NextAsync(reading, report, cancellationToken))
            {
                ended |= reading.Current is AnswerEnd;
                report.Passed(reading.Current);
                yield return reading.Current;
            }
        }
        finally
        {
            if (!ended)
            {
                report.Fail(FailureReasons.Abandoned);
            }

            report.End();
        }
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<AnswerEvent> parts, OutcomeReport report, CancellationToken cancellationToken)
    {
        try
        {
            return await parts.MoveNextAsync();
        }
        catch (Exception failure)
        {
            report.Fail(cancellationToken.IsCancellationRequested ? FailureReasons.Cancelled : FailureReasons.Of(failure));
            throw;
        }
    }
}
