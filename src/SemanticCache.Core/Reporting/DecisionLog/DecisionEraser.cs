using System.Text.Json;
using Microsoft.Extensions.Logging;
using SemanticCache.Core.Records;

namespace SemanticCache.Core.Reporting.DecisionLog;

/// <summary>Takes a person out of the decision log; the decisions stay, as nobody's.</summary>
internal sealed partial class DecisionEraser
{
    private const int RecordsReadAtOnce = 20;

    private readonly IRecordStore _records;
    private readonly DecisionBook _book;
    private readonly ForgottenSubjects _forgotten;
    private readonly ILogger<DecisionEraser> _logger;

    public DecisionEraser(IRecordStore records, DecisionBook book, ForgottenSubjects forgotten, ILogger<DecisionEraser> logger)
    {
        _records = records;
        _book = book;
        _forgotten = forgotten;
        _logger = logger;
    }

    /// <summary>Forgets what a person asked in a namespace, durably; what other instances have not written yet they forget before they write it.</summary>
    public async Task EraseAsync(string namespaceName, ForgottenSubject subject, CancellationToken cancellationToken)
    {
        await _forgotten.TellAsync(namespaceName, subject, cancellationToken);
        var unwritten = await ForgetUnwrittenAsync(namespaceName, subject, cancellationToken);
        await foreach (var record in _records.ReadAllAsync(new RecordFilter(RecordKinds.Decisions, namespaceName), RecordsReadAtOnce, cancellationToken))
        {
            // What is still held here is written again, whole.
            if (!unwritten.Contains(record.Id))
            {
                await EraseAsync(record, subject, cancellationToken);
            }
        }
    }

    // Not while a record is on its way: it would be written as it was.
    private async Task<IReadOnlySet<string>> ForgetUnwrittenAsync(string namespaceName, ForgottenSubject subject, CancellationToken cancellationToken)
    {
        await _book.Writing.WaitAsync(cancellationToken);
        try
        {
            var decisions = _book.Of(namespaceName);
            decisions.Forget(subject.IsOf);
            return decisions.Unwritten().Select(batch => batch.Id).ToHashSet(StringComparer.Ordinal);
        }
        finally
        {
            _book.Writing.Release();
        }
    }

    private async Task EraseAsync(StoredRecord record, ForgottenSubject subject, CancellationToken cancellationToken)
    {
        LoggedDecision[] decisions;
        try
        {
            decisions = DecisionBatch.Decode(record);
        }
        catch (JsonException damage)
        {
            // Whose decisions it holds nobody can tell, so none of them may stay.
            LogDamaged(damage, record.Id);
            await _records.DeleteRecordAsync(record.Kind, record.Id, cancellationToken);
            return;
        }

        if (decisions.Any(subject.IsOf))
        {
            LoggedDecision[] left = [.. decisions.Select(decision => subject.IsOf(decision) ? decision.Forgotten() : decision)];
            await _records.AddRecordsAsync([DecisionBatch.Record(record.Owner, record.Id, left)], cancellationToken);
        }
    }

    [LoggerMessage(EventIds.DecisionsDeleted, LogLevel.Error, "The batch {Id} of the decision log cannot be read and is deleted, because it may hold questions of somebody who is to be forgotten.", EventName = nameof(EventIds.DecisionsDeleted))]
    private partial void LogDamaged(Exception damage, string id);
}
