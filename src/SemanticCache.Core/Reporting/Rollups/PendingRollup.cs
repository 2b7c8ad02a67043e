using SemanticCache.Core.Records;

namespace SemanticCache.Core.Reporting.Rollups;

/// <summary>A bucket as it is to be written.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Changes">The changes that the record holds.</param>
/// <param name="Record">The record.</param>
internal sealed record PendingRollup(RollupBucket Bucket, int Changes, StoredRecord Record);
