using SemanticCache.Core.Pipeline;

namespace SemanticCache.Server.Http.Responses;

/// <summary>A request of the responses API as the front understood it.</summary>
/// <param name="Request">The request for the pipeline.</param>
/// <param name="Body">The request's own members, some of which every response repeats.</param>
internal sealed record ResponseCall(CacheRequest Request, FrontBody Body) : FrontCall(Request, Body.WantsStream)
{
    /// <inheritdoc/>
    public override AnswerWriter WriterOf(CacheOutcome outcome, DateTimeOffset now) => new ResponseAnswer(this, outcome, now);
}
