using System.Text.Json;
using Microsoft.Extensions.Logging;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Learning;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Records;
using SemanticCache.Core.Reporting.Rollups;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Reporting.DecisionLog;

/// <summary>Takes what people say of logged decisions: whether the entry answers the question.</summary>
internal sealed partial class DecisionJudge
{
    private const int RecordsReadAtOnce = 500;

    private readonly DecisionReader _decisions;
    private readonly IRecordStore _records;
    private readonly ICacheStore _store;
    private readonly LabelKeeper _labels;
    private readonly RollupBook _rollups;
    private readonly TimeProvider _time;
    private readonly ILogger<DecisionJudge> _logger;

    public DecisionJudge(
        DecisionReader decisions, IRecordStore records, ICacheStore store, LabelKeeper labels, RollupBook rollups, TimeProvider time, ILogger<DecisionJudge> logger)
    {
        _decisions = decisions;
        _records = records;
        _store = store;
        _labels = labels;
        _rollups = rollups;
        _time = time;
        _logger = logger;
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

        // By the identifier as it is spelled here: a verdict belongs to one decision and counts once.
        var known = await _records.GetRecordAsync(RecordKinds.DecisionVerdict, decision.Id, cancellationToken);
        if (known is not null && Read(known)?.IsRight == isRight)
        {
            return true;
        }

        var verdict = new StoredRecord
        {
            Kind = RecordKinds.DecisionVerdict,
            Id = decision.Id,
            Owner = namespaceName,
            At = decision.At,
            Content = JsonSerializer.SerializeToUtf8Bytes(new DecisionVerdict(isRight, caller.Name), DecisionJson.Default.DecisionVerdict),
        };
        await _records.AddRecordsAsync([verdict], cancellationToken);

        // An entry that was answered anew since must not be judged by what its old answer was.
        if (await _store.GetAsync(new EntryId(entryId), cancellationToken) is { } entry && entry.CreatedAt == decision.AnsweredAt)
        {
            await LearnAsync(decision, entry, isRight, cancellationToken);
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
            if (Read(record) is { } verdict)
            {
                verdicts[record.Id] = verdict.IsRight;
            }
        }

        return verdicts;
    }

    private async Task LearnAsync(LoggedDecision decision, CacheEntry entry, bool isRight, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        if (decision.Calibrated is { } calibrated && decision.QuestionId != Guid.Empty)
        {
            var label = HitLabel.Of(entry, new EntryId(decision.QuestionId), LogOdds.Of(calibrated), isRight, (LabelOrigin.Feedback, now));
            await _labels.AddAsync(label, cancellationToken);
        }

        // Without the question: the log has it, where who asked can be forgotten; in the entry it would stay.
        if (decision.IsHit)
        {
            await _store.AddFeedbackAsync(entry.Id, new EntryFeedback(isRight, "", "", now), cancellationToken);
            _rollups.Of(entry.Namespace).Add(isRight ? new RollupSums { GoodFeedback = 1 } : new RollupSums { BadFeedback = 1 });
        }
    }

    // One damaged record must not hide all others.
    private DecisionVerdict? Read(StoredRecord record)
    {
        try
        {
            return JsonSerializer.Deserialize(record.Content.Span, DecisionJson.Default.DecisionVerdict);
        }
        catch (JsonException damage)
        {
            LogDamaged(damage, record.Id);
            return null;
        }
    }

    [LoggerMessage(EventIds.VerdictDamaged, LogLevel.Error, "The verdict on the decision {Id} cannot be read and is left out.", EventName = nameof(EventIds.VerdictDamaged))]
    private partial void LogDamaged(Exception damage, string id);
}
