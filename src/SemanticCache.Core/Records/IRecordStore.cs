using SemanticCache.Core.Search;

namespace SemanticCache.Core.Records;

/// <summary>Where records live: beside the entries, in the same store.</summary>
public interface IRecordStore
{
    /// <summary>Returns a record, or null.</summary>
    ValueTask<StoredRecord?> GetRecordAsync(string kind, string id, CancellationToken cancellationToken);

    /// <summary>
    /// Stores a record durably when the stored version is the one before its own: one of version 1 when there is none of its kind and
    /// identifier. False when it is not.
    /// </summary>
    ValueTask<bool> TryPutRecordAsync(StoredRecord record, CancellationToken cancellationToken);

    /// <summary>Stores records durably, all or none, each in place of one of the same kind and identifier.</summary>
    ValueTask AddRecordsAsync(IReadOnlyList<StoredRecord> records, CancellationToken cancellationToken);

    /// <summary>Returns one page of records, newest first.</summary>
    /// <exception cref="InvalidPageTokenException">The token belongs to no list with this filter.</exception>
    ValueTask<RecordPage> ListRecordsAsync(RecordFilter filter, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Deletes a record durably; false when there is none.</summary>
    ValueTask<bool> DeleteRecordAsync(string kind, string id, CancellationToken cancellationToken);

    /// <summary>Deletes records durably.</summary>
    ValueTask DeleteRecordsAsync(RecordFilter filter, CancellationToken cancellationToken);
}
