using SemanticCache.Core.Entries;
using SemanticCache.Core.Records;

namespace SemanticCache.Core.Invalidation;

/// <summary>Takes entries out of what invalidations keep, for good: who asks to be forgotten must not come back by an undo.</summary>
internal sealed class KeptEntryEraser
{
    private readonly IRecordStore _records;

    public KeptEntryEraser(IRecordStore records)
    {
        _records = records;
    }

    /// <summary>Erases the kept entries of a namespace that carry a tag, of one tenant or of all, durably, and returns how many these were.</summary>
    public async Task<int> EraseAsync(string namespaceName, string tag, string? tenant, CancellationToken cancellationToken)
    {
        var erased = 0;

        // One at a time: a record may be as large as an entry can be.
        await foreach (var record in _records.ReadAllAsync(new RecordFilter(RecordKinds.InvalidatedEntries, namespaceName), size: 1, cancellationToken))
        {
            erased += await EraseAsync(record, each => each.Tags.Contains(tag) && (tenant is null || each.Tenant == tenant), cancellationToken);
        }

        return erased;
    }

    private async Task<int> EraseAsync(StoredRecord record, Func<CacheEntry, bool> isMeant, CancellationToken cancellationToken)
    {
        var kept = InvalidatedEntryCodec.Decode(record.Content, record.Owner);
        byte[][] left = [.. kept.Where(each => !isMeant(each.Entry)).Select(InvalidatedEntryCodec.Encode)];
        if (left.Length < kept.Length)
        {
            await _records.AddRecordsAsync([record with { Content = InvalidatedEntryCodec.Join(left) }], cancellationToken);
        }

        return kept.Length - left.Length;
    }
}
