using System.Text.Json;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Records;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Auditing;

/// <summary>Notes who changed what, durably.</summary>
internal sealed class AuditLog
{
    private readonly IRecordStore _records;
    private readonly TimeProvider _time;

    public AuditLog(IRecordStore records, TimeProvider time)
    {
        _records = records;
        _time = time;
    }

    /// <summary>Notes a change; durable when the call completes.</summary>
    /// <param name="caller">Who made it.</param>
    /// <param name="change">What was done; its identifier, time and caller are filled in.</param>
    public async Task AddAsync(Caller caller, AuditEvent change)
    {
        var noted = change with { Id = Guid.CreateVersion7().ToString("N"), At = _time.GetUtcNow(), Caller = caller.Name };
        var record = new StoredRecord
        {
            Kind = RecordKinds.Audit,
            Id = noted.Id,
            Owner = noted.Namespace,
            At = noted.At,
            Content = JsonSerializer.SerializeToUtf8Bytes(noted, AuditJson.Default.AuditEvent),
        };

        // The change is made by now: a caller that has gone meanwhile must not be missing from the log.
        await _records.AddRecordsAsync([record], CancellationToken.None);
    }

    /// <summary>Returns a page of the log, newest first.</summary>
    /// <param name="namespaceName">The namespace; null for all, empty for what belongs to none.</param>
    /// <param name="from">The earliest time; null for any.</param>
    /// <param name="page">Which part.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="InvalidPageTokenException">The token belongs to no such list.</exception>
    public async Task<AuditPage> ListAsync(string? namespaceName, DateTimeOffset? from, PageRequest page, CancellationToken cancellationToken)
    {
        var found = await _records.ListRecordsAsync(new RecordFilter(RecordKinds.Audit, namespaceName, from), page, cancellationToken);
        return new AuditPage([.. found.Records.Select(record => JsonSerializer.Deserialize(record.Content.Span, AuditJson.Default.AuditEvent)!)], found.NextToken);
    }
}
