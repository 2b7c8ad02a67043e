using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Invalidations;

/// <summary>A deletion of entries by a filter.</summary>
/// <param name="Id">What <c>undo</c> takes.</param>
/// <param name="CreateTime">When it began.</param>
/// <param name="Caller">Who asked for it.</param>
/// <param name="Filter">What was selected.</param>
/// <param name="State">How far it is.</param>
/// <param name="Matched">How many entries were selected.</param>
/// <param name="Deleted">How many were deleted.</param>
/// <param name="Restored">How many were brought back.</param>
/// <param name="ExpireTime">Until when it can be undone.</param>
internal sealed record InvalidationResult(
    string Id,
    DateTimeOffset CreateTime,
    string Caller,
    string Filter,
    string State,
    long Matched,
    long Deleted,
    long Restored,
    DateTimeOffset ExpireTime)
{
    /// <summary>Reads an invalidation from the wire.</summary>
    public static InvalidationResult Of(Invalidation found) => new(
        found.Id,
        found.CreateTime.ToDateTimeOffset(),
        found.Caller,
        found.Filter,
        WireNames.Of(found.State),
        found.MatchedCount,
        found.DeletedCount,
        found.RestoredCount,
        found.ExpireTime.ToDateTimeOffset());
}
