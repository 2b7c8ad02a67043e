using SemanticCache.Core.Decisions;
using SemanticCache.Core.Embedding;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Pipeline;

/// <content>The lookup: exact tier, embedding, search, decision.</content>
internal sealed partial class CachePipeline
{
    private async ValueTask<Finding> FindAsync(ScopedRequest request, TimeSpan? deadline, CancellationToken cancellationToken)
    {
        var bypass = request.Request.Controls.NoCache && request.Bypass is BypassReason.None ? BypassReason.NoCache : request.Bypass;
        if (bypass is not BypassReason.None)
        {
            return NotFound(CacheOutcomeKind.Bypass, WireName.Of(bypass));
        }

        using var budget = new LookupBudget(deadline, _time, cancellationToken);
        var finding = await FindAsync(request, budget);
        if (!finding.Outcome.IsHit)
        {
            _limits.CountMiss(request.Request.Caller, request.EntryId);
        }

        return finding;
    }

    // Not even joined to the flight of another caller's question: that would tell what others ask.
    private ScopedRequest Limited(ScopedRequest request) => request.Bypass is BypassReason.None && !_limits.MayProbe(request.Request.Caller)
        ? request with { Bypass = BypassReason.ProbeLimit }
        : request;

    private async ValueTask<Finding> FindAsync(ScopedRequest request, LookupBudget budget)
    {
        var exact = await _runner.RunAsync(Stage.Exact, budget, token => _stages.Exact.FindAsync(request, token));
        if (exact.Value is { } match)
        {
            var reason = match.Alias is null ? "same_question" : "alias";
            return await FoundAsync(request, CacheOutcomeKind.ExactHit, reason, match, budget);
        }

        var finding = request.SemanticBypass is BypassReason.None
            ? await FindSemanticallyAsync(request, budget)
            : NotFound(CacheOutcomeKind.Miss, WireName.Of(request.SemanticBypass));
        return exact.Failure is StageFailure.None ? finding : finding with { StoreFailed = true };
    }

    private async ValueTask<Finding> FindSemanticallyAsync(ScopedRequest request, LookupBudget budget)
    {
        var embedding = await _runner.RunAsync(
            Stage.Embedding, budget, token => _stages.Embedding.EmbedAsync(request.Question, token));
        if (embedding.Failure is not StageFailure.None || embedding.Value.Status is not EmbeddingStatus.Embedded)
        {
            return NotFound(CacheOutcomeKind.Miss, ReasonOf(embedding));
        }

        var question = new EmbeddedQuestion(embedding.Value.Vector, _stages.Embedding.Model.Fingerprint);
        var bars = _stages.BarsFor(request.Policy, request.Request.Controls);
        var candidates = await _runner.RunAsync(
            Stage.Search, budget, token => _stages.Search.FindAsync(request, question, bars.Similarity, token));
        if (candidates.Value is null)
        {
            return NotFound(CacheOutcomeKind.Miss, ReasonOf(Stage.Search, candidates.Failure), question.Vector) with { StoreFailed = true };
        }

        var input = new DecisionInput
        {
            Question = request.Question,
            Vector = question.Vector,
            Candidates = candidates.Value,
            Limit = _stages.Search.Limit,
            Policy = request.Policy,
            Bars = bars,
            IsThorough = request.Request.IsExplained,
        };
        var decision = await _runner.RunAsync(Stage.Decisions, budget, token => _stages.Decisions.DecideAsync(input, token));
        return decision.Value is null
            ? NotFound(CacheOutcomeKind.Miss, ReasonOf(Stage.Decisions, decision.Failure), question.Vector)
            : await DecidedAsync(request, decision.Value, question, budget);
    }

    private async ValueTask<Finding> DecidedAsync(ScopedRequest request, Decision decision, EmbeddedQuestion question, LookupBudget budget)
    {
        _reporter.Decided(decision);
        var reason = WireName.Of(decision.Reason);
        if (decision.Served is not { } served)
        {
            return new Finding(new CacheOutcome { Kind = CacheOutcomeKind.Miss, Reason = reason, Decision = decision }, question.Vector);
        }

        var match = new EntryMatch(served.Candidate.Entry, served.Candidate.Alias);
        var found = await FoundAsync(request, CacheOutcomeKind.SemanticHit, reason, match, budget);
        return found with { Outcome = found.Outcome with { Decision = decision } };
    }

    private async ValueTask<Finding> FoundAsync(
        ScopedRequest request, CacheOutcomeKind kind, string reason, EntryMatch match, LookupBudget budget)
    {
        var (entry, alias) = match;
        var now = _time.GetUtcNow();
        var hit = new CacheOutcome { Kind = kind, Reason = reason, Entry = entry, Alias = alias, Age = now - entry.CreatedAt };
        if (!request.IsServed)
        {
            return new Finding(new CacheOutcome { Kind = CacheOutcomeKind.Miss, Reason = WireName.Of(request.Policy.Mode), Withheld = hit }, default);
        }

        await _runner.RunAsync(Stage.Touch, budget, _ =>
        {
            _store.Touch(entry.Id, now, SlidingExpiry.After(entry, now, request.Policy));
            return ValueTask.FromResult(true);
        });
        return new Finding(hit, default);
    }

    private static Finding NotFound(CacheOutcomeKind kind, string reason, ReadOnlyMemory<float> vector = default) =>
        new(new CacheOutcome { Kind = kind, Reason = reason }, vector);

    private static string ReasonOf(StageResult<EmbeddingResult> embedding) =>
        embedding.Failure is StageFailure.None ? WireName.Of(embedding.Value.Status) : ReasonOf(Stage.Embedding, embedding.Failure);

    private static string ReasonOf(Stage stage, StageFailure failure) => $"{WireName.Of(stage)}_{WireName.Of(failure)}";
}
