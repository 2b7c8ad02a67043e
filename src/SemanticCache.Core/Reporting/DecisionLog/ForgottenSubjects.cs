using System.Text.Json;
using SemanticCache.Core.Records;

namespace SemanticCache.Core.Reporting.DecisionLog;

/// <summary>Tells all instances who is to be forgotten, so that none writes down what it still holds of the person.</summary>
internal sealed class ForgottenSubjects
{
    /// <summary>For how long it is told: longer than an instance holds decisions back.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private const int RecordsReadAtOnce = 100;

    private readonly IRecordStore _records;
    private readonly TimeProvider _time;

    public ForgottenSubjects(IRecordStore records, TimeProvider time)
    {
        _records = records;
        _time = time;
    }

    /// <summary>Tells that a person is forgotten from now on; durable when the call completes.</summary>
    public async Task TellAsync(string namespaceName, ForgottenSubject subject, CancellationToken cancellationToken)
    {
        var told = new StoredRecord
        {
            Kind = RecordKinds.ForgottenSubject,
            Id = Guid.CreateVersion7().ToString("N"),
            Owner = namespaceName,
            At = _time.GetUtcNow(),
            Content = JsonSerializer.SerializeToUtf8Bytes(subject, DecisionJson.Default.ForgottenSubject),
        };
        await _records.AddRecordsAsync([told], cancellationToken);
    }

    /// <summary>Takes out of what is not written yet whoever was forgotten since it was decided.</summary>
    public async Task ApplyAsync(NamespaceDecisions decisions, CancellationToken cancellationToken)
    {
        if (decisions.OldestOfASubject() is not { } oldest)
        {
            return;
        }

        await foreach (var told in _records.ReadAllAsync(new RecordFilter(RecordKinds.ForgottenSubject, decisions.Namespace, oldest), RecordsReadAtOnce, cancellationToken))
        {
            var subject = JsonSerializer.Deserialize(told.Content.Span, DecisionJson.Default.ForgottenSubject)!;
            decisions.Forget(decision => decision.At <= told.At && subject.IsOf(decision));
        }
    }
}
