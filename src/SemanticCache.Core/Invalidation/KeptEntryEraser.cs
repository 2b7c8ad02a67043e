using SemanticCache.Core.Records;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Invalidation;

/// <summary>Takes entries out of what invalidations keep, for good: who asks to be forgotten must not come back by an undo.</summary>
internal sealed class KeptEntryEraser
{
    private readonly IRecordStore _records;

    public KeptEntryEraser(IRecordStore records)
    {
        _records = records;
    }

    /// <summary>Erases the kept entries of a namespace that carry a tag, durably, and returns how many these were.</summary>
    public async Task<int> EraseAsync(string namespaceName, string tag, CancellationToken cancellationToken)
    {
        var (erased, token) = (0, "");
        do
        {
            // One at a time: a record may be as large as an entry can be.
            var page = await _records.ListRecordsAsync(new RecordFilter(RecordKinds.InvalidatedEntries, namespaceName), new PageRequest(1, token), cancellationToken);
            foreach (var record in page.Records)
            {
                erased += await EraseAsync(record, tag, cancellationToken);
            }

            token = page.NextToken;
        }
        while (token.Length > 0);
        return erased;
    }

    private async Task<int> EraseAsync(StoredRecord record, string tag, CancellationToken cancellationToken)
    {
        var kept = InvalidatedEntryCodec.Decode(record.Content, record.Owner);
        byte[][] left = [.. kept.Where(each => !each.Entry.Tags.Contains(tag)).Select(InvalidatedEntryCodec.Encode)];
        if (left.Length < kept.Length)
        {
            await _records.AddRecordsAsync([record with { Content = InvalidatedEntryCodec.Join(left) }], cancellationToken);
        }

        return kept.Length - left.Length;
    }
}
