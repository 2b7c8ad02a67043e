using SemanticCache.Core.Records;

namespace SemanticCache.Core.Reporting.DecisionLog;

/// <summary>A batch as it is to be written.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Changes">The changes that the record holds.</param>
/// <param name="Record">The record.</param>
internal sealed record PendingBatch(UnwrittenBatch Batch, int Changes, StoredRecord Record);
