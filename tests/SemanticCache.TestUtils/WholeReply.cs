using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream;

namespace SemanticCache.TestUtils;

/// <summary>A reply that was read to its end.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Parts">The parts in order.</param>
/// <param name="Answer">The answer that the parts make, or null without an end.</param>
public sealed record WholeReply(CacheOutcome Outcome, IReadOnlyList<AnswerEvent> Parts, Answer? Answer)
{
    /// <summary>The answer's text.</summary>
    public string Text => Answer?.Text ?? "";

    internal static async Task<WholeReply> ReadAsync(Reply reply, CancellationToken cancellationToken)
    {
        var capture = new AnswerCapture();
        var parts = new List<AnswerEvent>();
        await foreach (var part in reply.Parts.WithCancellation(cancellationToken))
        {
            parts.Add(part);
            capture.Add(part);
        }

        return new WholeReply(reply.Outcome, parts, capture.Finish());
    }
}
