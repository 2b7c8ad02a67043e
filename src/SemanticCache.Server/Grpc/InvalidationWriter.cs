using Google.Protobuf.WellKnownTypes;
using SemanticCache.Core.Invalidation;
using SemanticCache.Protocol.V1;
using State = SemanticCache.Protocol.V1.InvalidationState;

namespace SemanticCache.Server.Grpc;

/// <summary>Writes invalidations to the wire.</summary>
internal static class InvalidationWriter
{
    private const int LongestQuestion = 1000;

    /// <summary>Writes what was deleted, or would be.</summary>
    public static InvalidateEntriesResponse Write(InvalidationResult result)
    {
        var response = new InvalidateEntriesResponse { InvalidationId = result.Id, MatchedCount = result.Matched, DeletedCount = result.Deleted };
        response.Sample.AddRange(result.Sample.Select(entry => new EntrySample { Id = entry.Id.ToString(), Question = Cut(entry.Question) }));
        return response;
    }

    /// <summary>Writes an invalidation as it is at <paramref name="now"/>.</summary>
    public static Invalidation Write(EntryInvalidation found, TimeSpan grace, DateTimeOffset now) => new()
    {
        Id = found.Id,
        CreateTime = found.At.ToTimestamp(),
        Caller = found.Caller,
        Filter = found.Filter,
        State = StateOf(found, now),
        MatchedCount = found.Matched,
        DeletedCount = found.Deleted,
        RestoredCount = found.Restored,
        ExpireTime = (found.At + grace).ToTimestamp(),
    };

    private static State StateOf(EntryInvalidation found, DateTimeOffset now) => found.State switch
    {
        _ when found.IsActive(now) => State.Running,
        Core.Invalidation.InvalidationState.Done => State.Done,
        Core.Invalidation.InvalidationState.Undone => State.Undone,
        _ => State.CutOff,
    };

    // A cut in the middle of a pair of surrogates would be no text.
    private static string Cut(string question) => question.Length <= LongestQuestion
        ? question
        : question[..(char.IsHighSurrogate(question[LongestQuestion - 1]) ? LongestQuestion - 1 : LongestQuestion)];
}
