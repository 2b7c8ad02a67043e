using System.Collections.Immutable;
using SemanticCache.Core.Records;

namespace SemanticCache.Core.Reporting.DecisionLog;

/// <summary>A batch as it is to be written.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Batch">The batch.</param>
/// <param name="Changes">The changes that the decisions hold.</param>
/// <param name="Decisions">The decisions of this moment.</param>
internal sealed record PendingBatch(string Namespace, UnwrittenBatch Batch, int Changes, ImmutableArray<LoggedDecision> Decisions)
{
    /// <summary>Returns the record; made where no request waits for it.</summary>
    public StoredRecord ToRecord() => DecisionBatch.Record(Namespace, Batch.Id, Decisions);
}
