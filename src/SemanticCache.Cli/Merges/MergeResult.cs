using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Merges;

/// <summary>Two entries that became one.</summary>
/// <param name="Id">The merge's identifier.</param>
/// <param name="MergeTime">When it was done.</param>
/// <param name="KeptEntryId">The entry that stayed.</param>
/// <param name="KeptQuestion">Its question.</param>
/// <param name="RemovedEntryId">The entry that went.</param>
/// <param name="RemovedQuestion">Its question; null when the service no longer knows it.</param>
/// <param name="Reason">Why.</param>
internal sealed record MergeResult(
    string Id, DateTimeOffset MergeTime, string KeptEntryId, string KeptQuestion, string RemovedEntryId, string? RemovedQuestion, string Reason)
{
    /// <summary>Reads a merge from the wire.</summary>
    public static MergeResult Of(Merge merge) => new(
        merge.Id,
        merge.MergeTime.ToDateTimeOffset(),
        merge.KeptEntryId,
        merge.KeptQuestion,
        merge.RemovedEntryId,
        merge.RemovedQuestion.Length == 0 ? null : merge.RemovedQuestion,
        merge.Reason);
}
