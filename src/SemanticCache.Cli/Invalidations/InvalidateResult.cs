using System.Text.Json.Serialization;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Invalidations;

/// <summary>What an invalidation did, or would do.</summary>
/// <param name="InvalidationId">What <c>undo</c> takes; null where nothing was deleted.</param>
/// <param name="Matched">How many entries all conditions hold for.</param>
/// <param name="Deleted">How many were deleted.</param>
/// <param name="Sample">Some of them, in a dry run.</param>
internal sealed record InvalidateResult(
    string? InvalidationId,
    long Matched,
    long Deleted,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<SampledEntry>? Sample)
{
    /// <summary>Reads the result from the wire.</summary>
    public static InvalidateResult Of(InvalidateEntriesResponse response, bool isDryRun) => new(
        response.InvalidationId.Length == 0 ? null : response.InvalidationId,
        response.MatchedCount,
        response.DeletedCount,
        isDryRun ? [.. response.Sample.Select(entry => new SampledEntry(entry.Id, entry.Question))] : null);
}
