using System.Runtime.CompilerServices;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Records;

/// <summary>What is done with records of whatever kind.</summary>
internal static class RecordStoreExtensions
{
    /// <summary>Returns the records that a filter selects, newest first, read so many at a time.</summary>
    public static async IAsyncEnumerable<StoredRecord> ReadAllAsync(
        this IRecordStore records, RecordFilter filter, int size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var token = "";
        do
        {
            var page = await records.ListRecordsAsync(filter, new PageRequest(size, token), cancellationToken);
            foreach (var record in page.Records)
            {
                yield return record;
            }

            token = page.NextToken;
        }
        while (token.Length > 0);
    }

    /// <summary>Deletes what belongs to a namespace that is no more; the audit log stays.</summary>
    /// <param name="records">Where it lives.</param>
    /// <param name="namespaceName">The namespace.</param>
    /// <param name="before">When it was deleted: one of the same name may have been created since.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    public static async Task DeleteOfNamespaceAsync(this IRecordStore records, string namespaceName, DateTimeOffset before, CancellationToken cancellationToken)
    {
        foreach (var kind in RecordKinds.OfNamespaces)
        {
            await records.DeleteRecordsAsync(new RecordFilter(kind, namespaceName, Before: before), cancellationToken);
        }
    }
}
