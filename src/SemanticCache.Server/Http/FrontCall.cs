using SemanticCache.Core.Pipeline;

namespace SemanticCache.Server.Http;

/// <summary>A request as the front of its API understood it.</summary>
/// <param name="Request">The request for the pipeline.</param>
/// <param name="Stream">Whether the answer is wanted in parts.</param>
internal abstract record FrontCall(CacheRequest Request, bool Stream)
{
    /// <summary>Returns what writes the answer in the shape of the API.</summary>
    /// <param name="outcome">Where the answer comes from.</param>
    /// <param name="now">The present.</param>
    public abstract AnswerWriter WriterOf(CacheOutcome outcome, DateTimeOffset now);
}
