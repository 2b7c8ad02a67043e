using SemanticCache.Core.Pipeline;

namespace SemanticCache.Server.Http.OpenAI;

/// <summary>A chat-completions request as the front understood it.</summary>
/// <param name="Request">The request for the pipeline.</param>
/// <param name="Stream">Whether the answer is wanted in parts.</param>
/// <param name="IncludeUsage">Whether a stream is to report its tokens at its end.</param>
internal sealed record ChatCall(CacheRequest Request, bool Stream, bool IncludeUsage) : FrontCall(Request, Stream)
{
    /// <inheritdoc/>
    public override AnswerWriter WriterOf(CacheOutcome outcome, DateTimeOffset now) => new ChatAnswer(this, outcome, now);
}
