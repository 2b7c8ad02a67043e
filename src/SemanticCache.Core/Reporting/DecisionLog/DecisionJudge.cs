using System.Text.Json;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Learning;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Privacy;
using SemanticCache.Core.Records;
using SemanticCache.Core.Reporting.Rollups;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Reporting.DecisionLog;

/// <summary>Takes what people say of logged decisions: whether the entry answers the question.</summary>
internal sealed class DecisionJudge
{
    private const int RecordsReadAtOnce = 500;

    private readonly DecisionReader _decisions;
    private readonly IRecordStore _records;
    private readonly ICacheStore _store;
    private readonly LabelKeeper _labels;
    private readonly RollupBook _rollups;
    private readonly NamespaceDirectory _namespaces;
    private readonly TimeProvider _time;

    public DecisionJudge(
        DecisionReader decisions, IRecordStore records, ICacheStore store, LabelKeeper labels, RollupBook rollups, NamespaceDirectory namespaces, TimeProvider time)
    {
        _decisions = decisions;
        _records = records;
        _store = store;
        _labels = labels;
        _rollups = rollups;
        _namespaces = namespaces;
        _time = time;
    }

    /// <summary>
    /// Notes that the entry of a decision answers its question or does not; durable when the call completes. A label for learning and, for a
    /// hit, feedback on the entry come with it, where the entry is still stored.
    /// </summary>
    /// <returns>False where there is no such decision on an entry that the caller may see.</returns>
    public async Task<bool> JudgeAsync(Caller caller, string namespaceName, string id, bool isRight, CancellationToken cancellationToken)
    {
        var decision = await _decisions.FindAsync(namespaceName, id, cancellationToken);
        if (decision?.Entry is not { } entryId || !caller.MaySee(namespaceName, decision.Tenant))
        {
            return false;
        }

        var now = _time.GetUtcNow();
        var verdict = new StoredRecord
        {
            Kind = RecordKinds.DecisionVerdict,
            Id = id,
            Owner = namespaceName,
            At = decision.At,
            Content = JsonSerializer.SerializeToUtf8Bytes(new DecisionVerdict(isRight, caller.Name), DecisionJson.Default.DecisionVerdict),
        };
        await _records.AddRecordsAsync([verdict], cancellationToken);

        // An entry that was answered anew since must not be judged by what its old answer was.
        if (await _store.GetAsync(new EntryId(entryId), cancellationToken) is { } entry && entry.CreatedAt <= decision.At)
        {
            await LearnAsync(decision, entry, isRight, now, cancellationToken);
        }

        return true;
    }

    /// <summary>Returns what was said of decisions since a time, by their identifiers.</summary>
    public async Task<IReadOnlyDictionary<string, bool>> VerdictsAsync(string namespaceName, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var verdicts = new Dictionary<string, bool>(StringComparer.Ordinal);
        var filter = new RecordFilter(RecordKinds.DecisionVerdict, namespaceName, from);
        await foreach (var record in _records.ReadAllAsync(filter, RecordsReadAtOnce, cancellationToken))
        {
            verdicts[record.Id] = JsonSerializer.Deserialize(record.Content.Span, DecisionJson.Default.DecisionVerdict)!.IsRight;
        }

        return verdicts;
    }

    private async Task LearnAsync(LoggedDecision decision, CacheEntry entry, bool isRight, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (decision.Calibrated is { } calibrated && decision.QuestionId != Guid.Empty)
        {
            var label = HitLabel.Of(entry, new EntryId(decision.QuestionId), LogOdds.Of(calibrated), isRight, (LabelOrigin.Feedback, now));
            await _labels.AddAsync(label, cancellationToken);
        }

        if (decision.IsHit)
        {
            var feedback = PersonalDataRules.Storable(new EntryFeedback(isRight, decision.Question, "", now), _namespaces.PolicyOf(entry.Namespace));
            await _store.AddFeedbackAsync(entry.Id, feedback, cancellationToken);
            _rollups.Of(entry.Namespace).Add(isRight ? new RollupSums { GoodFeedback = 1 } : new RollupSums { BadFeedback = 1 });
        }
    }
}
