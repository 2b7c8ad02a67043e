using BitFaster.Caching.Lru;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Learning;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.WriteBack;

/// <summary>Learns from hits: their wordings become aliases, a sample is audited, and feedback on them becomes labels.</summary>
internal sealed class HitLearner
{
    private const int RememberedHits = 20_000;
    private const double AuditPercentWhenLearned = 2;

    private readonly AliasQueue _aliases;
    private readonly AuditQueue _audits;
    private readonly LabelBook _labels;
    private readonly LabelKeeper _keeper;
    private readonly StageRunner _runner;
    private readonly TimeProvider _time;
    private readonly ConcurrentLru<EntryId, ServedHit> _served = new(RememberedHits);

    public HitLearner(AliasQueue aliases, AuditQueue audits, LabelBook labels, LabelKeeper keeper, StageRunner runner, TimeProvider time)
    {
        _aliases = aliases;
        _audits = audits;
        _labels = labels;
        _keeper = keeper;
        _runner = runner;
        _time = time;
    }

    /// <summary>Takes note of an outcome; only semantic hits teach.</summary>
    /// <param name="request">The request.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="hasUpstream">Whether the service itself asks the model on a miss; only then can it ask it again.</param>
    public void Note(ScopedRequest request, CacheOutcome outcome, bool hasUpstream)
    {
        _aliases.Enqueue(request, outcome);
        if (outcome.Kind is not CacheOutcomeKind.SemanticHit || outcome.Decision?.Served is not { } served)
        {
            return;
        }

        if (served.Calibrated is { } calibrated)
        {
            _served.AddOrUpdate(served.Candidate.Entry.Id, new ServedHit(request.EntryId, request.Question, LogOdds.Of(calibrated)));
        }

        if (hasUpstream && !request.Request.Controls.NoStore && _labels.Of(request.Namespace.Name).DrawsAudit(AuditPercentOf(request.Policy)))
        {
            _audits.Enqueue(new HitAudit(request, served));
        }
    }

    /// <summary>Has a hit that the namespace's mode kept back compared with the answer that the model gave instead.</summary>
    public void Compare(ScopedRequest request, CacheOutcome outcome, Answer fresh)
    {
        if (outcome.Withheld is not null && outcome.Decision?.Served is { } served)
        {
            _audits.Enqueue(new HitAudit(request, served, fresh));
        }
    }

    /// <summary>Makes a label of feedback, if the hit that it speaks of is remembered; a failing store loses it and nothing else.</summary>
    public async Task LearnAsync(CacheEntry entry, EntryFeedback feedback, CancellationToken cancellationToken)
    {
        if (!_served.TryGet(entry.Id, out var hit) || (feedback.Question.Length > 0 && CanonicalText.Of(feedback.Question) != hit.Text))
        {
            return;
        }

        using var budget = new LookupBudget(deadline: null, _time, cancellationToken);
        await _runner.RunAsync(Stage.Learning, budget, async token =>
        {
            await _keeper.AddAsync(HitLabel.Of(entry, hit.Question, hit.Score, feedback.IsGood, (LabelOrigin.Feedback, feedback.At)), token);
            return true;
        });
    }

    /// <summary>Forgets the last hits on these entries, with their questions.</summary>
    public void Forget(IEnumerable<EntryId> entries)
    {
        foreach (var entry in entries)
        {
            _served.TryRemove(entry);
        }
    }

    private static double AuditPercentOf(NamespacePolicy policy) =>
        policy.AuditPercent ?? (policy.Decision is DecisionKind.Learned ? AuditPercentWhenLearned : 0);
}
