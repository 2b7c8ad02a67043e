using SemanticCache.Core.Records;

namespace SemanticCache.Core.Reporting.DecisionLog;

/// <summary>Takes a person out of the decision log; the decisions stay, as nobody's.</summary>
internal sealed class DecisionEraser
{
    private readonly IRecordStore _records;
    private readonly DecisionBook _book;

    public DecisionEraser(IRecordStore records, DecisionBook book)
    {
        _records = records;
        _book = book;
    }

    /// <summary>Forgets who asked what in a namespace, durably.</summary>
    /// <param name="namespaceName">The namespace.</param>
    /// <param name="subject">The tag of the person.</param>
    /// <param name="tenant">The tenant whose decisions alone are meant; null for those of all.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    public async Task EraseAsync(string namespaceName, string subject, string? tenant, CancellationToken cancellationToken)
    {
        // Memory first: what is written from then on does not know the person.
        _book.Of(namespaceName).Forget(IsMeant);
        await foreach (var record in _records.ReadAllAsync(new RecordFilter(RecordKinds.Decisions, namespaceName), size: 20, cancellationToken))
        {
            var decisions = DecisionBatch.Decode(record);
            if (decisions.Any(decision => IsMeant(decision)))
            {
                LoggedDecision[] left = [.. decisions.Select(decision => IsMeant(decision) ? decision.Forgotten() : decision)];
                await _records.AddRecordsAsync([DecisionBatch.Record(namespaceName, record.Id, left)], cancellationToken);
            }
        }

        bool IsMeant(LoggedDecision decision) => decision.Subject == subject && (tenant is null || decision.Tenant == tenant);
    }
}
