using SemanticCache.Core.Records;

namespace SemanticCache.Core.Reporting.Rollups;

/// <summary>A bucket as it is to be written.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Changes">The changes that the figures hold.</param>
/// <param name="Figures">The figures of this moment.</param>
internal sealed record PendingRollup(string Namespace, RollupBucket Bucket, int Changes, Rollup Figures)
{
    /// <summary>Returns the record; made where no request waits for it.</summary>
    public StoredRecord ToRecord() => new()
    {
        Kind = Bucket.Level.Kind(),
        Id = Bucket.Id,
        Owner = Namespace,
        At = Bucket.Start,
        Content = RollupCodec.Encode(Figures),
    };
}
