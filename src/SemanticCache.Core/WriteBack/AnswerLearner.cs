using Microsoft.Extensions.Options;
using SemanticCache.Core.Agreement;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Learning;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Privacy;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.WriteBack;

/// <summary>
/// Learns from fresh answers: compared with the answer of the candidate that was refused, each is a label; one that agrees makes the
/// question another wording of that entry, so that one need keeps one entry.
/// </summary>
internal sealed class AnswerLearner
{
    // Where the verifier is sure of the opposite, answers that agree are more likely alike by chance: "please contact support".
    private const float GreyZone = 0.2f;

    private static readonly TimeSpan LongestComparison = TimeSpan.FromSeconds(5);

    private readonly DecisionStage _decisions;
    private readonly AnswerComparer _comparer;
    private readonly ICacheStore _store;
    private readonly LabelKeeper _labels;
    private readonly StageRunner _runner;
    private readonly CacheMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly int _aliasesPerEntry;

    public AnswerLearner(
        DecisionStage decisions,
        AnswerComparer comparer,
        ICacheStore store,
        LabelKeeper labels,
        StageRunner runner,
        CacheMetrics metrics,
        TimeProvider time,
        IOptions<WriteBackOptions> options)
    {
        _decisions = decisions;
        _comparer = comparer;
        _store = store;
        _labels = labels;
        _runner = runner;
        _metrics = metrics;
        _time = time;
        _aliasesPerEntry = options.Value.AliasesPerEntry;
    }

    /// <summary>Makes the question of a fresh answer an alias where that answer agrees with a stored one; false stores it as an entry.</summary>
    public async Task<bool> TryAliasAsync(WriteBackItem item, CancellationToken cancellationToken)
    {
        if (item.Decision is not { } decision)
        {
            return false;
        }

        using var budget = new LookupBudget(LongestComparison, _time, cancellationToken);
        var learnt = await _runner.RunAsync(Stage.Learning, budget, async token =>
            BestRefused(await _decisions.CompleteAsync(decision, token)) is { } refused && await AliasAsync(item, refused, token));
        return learnt.Value;
    }

    /// <summary>Reads and embeds a new answer, so that lookups can tell it from others.</summary>
    public async Task RememberAsync(WriteBackItem item, CancellationToken cancellationToken)
    {
        if (item.Vector.IsEmpty)
        {
            return;
        }

        using var budget = new LookupBudget(LongestComparison, _time, cancellationToken);
        await _runner.RunAsync(Stage.Learning, budget, async token =>
        {
            await _comparer.RememberAsync(item.Answer, token);
            return true;
        });
    }

    private async ValueTask<bool> AliasAsync(WriteBackItem item, CandidateVerdict refused, CancellationToken cancellationToken)
    {
        var entry = refused.Candidate.Entry;
        var verdict = await _comparer.CompareAsync(item.Answer, entry.Answer, cancellationToken);
        _metrics.AnswersCompared(verdict.Kind);
        await LabelAsync(item, refused, verdict.Kind, cancellationToken);
        if (verdict.Kind is not AgreementKind.Agrees || _aliasesPerEntry == 0 || !HasSameLabels(item, entry))
        {
            return false;
        }

        var alias = new EntryAlias
        {
            Id = item.Request.EntryId,
            Entry = entry.Id,
            Scope = item.Request.Scope,
            Question = item.Request.Question,
            Origin = AliasOrigin.Confirmed,
            Vector = item.Vector,
            EmbeddingFingerprint = item.Vector.IsEmpty ? "" : entry.EmbeddingFingerprint,
            CreatedAt = _time.GetUtcNow(),
        };
        var stored = await _store.AddAliasesAsync([alias], _aliasesPerEntry, cancellationToken);
        _metrics.AliasesStored(stored, AliasOrigin.Confirmed);
        return stored > 0;
    }

    // Whatever invalidates one of two answers must invalidate the other; nor does one person's question become a wording of another's entry.
    private static bool HasSameLabels(WriteBackItem item, CacheEntry entry) =>
        entry.Tags.ToHashSet(StringComparer.Ordinal).SetEquals(SubjectTag.TagsFor(item.Request))
        && entry.Sources.ToHashSet().SetEquals(item.Request.Request.Controls.Sources);

    private async ValueTask LabelAsync(WriteBackItem item, CandidateVerdict refused, AgreementKind kind, CancellationToken cancellationToken)
    {
        if (kind is AgreementKind.Unsure)
        {
            return;
        }

        var label = HitLabel.Of(
            refused.Candidate.Entry, item.Request.EntryId, LogOdds.Of(refused.Calibrated!.Value), kind is AgreementKind.Agrees, (LabelOrigin.Refused, _time.GetUtcNow()));
        await _labels.AddAsync(label, cancellationToken);
    }

    // A guard's refusal is certain enough that an agreeing answer proves nothing; what the verifier did not read is too far away.
    private static CandidateVerdict? BestRefused(Decision decision) =>
        decision.Decisive is { Refusal: null, Calibrated: >= GreyZone } refused ? refused : null;
}
