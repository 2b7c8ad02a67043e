using SemanticCache.Core.Pipeline;

namespace SemanticCache.Server.Http.Anthropic;

/// <summary>A messages request as the front understood it.</summary>
/// <param name="Request">The request for the pipeline.</param>
/// <param name="Stream">Whether the answer is wanted in parts.</param>
internal sealed record MessageCall(CacheRequest Request, bool Stream) : FrontCall(Request, Stream)
{
    /// <inheritdoc/>
    public override AnswerWriter WriterOf(CacheOutcome outcome, DateTimeOffset now) => new MessageAnswer(this, outcome);
}
