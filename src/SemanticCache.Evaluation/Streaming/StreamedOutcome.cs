using SemanticCache.Core.Pipeline;
using SemanticCache.Evaluation.Replay;

namespace SemanticCache.Evaluation.Streaming;

/// <summary>What became of one request of a stream.</summary>
/// <param name="Question">The request.</param>
/// <param name="Kind">How it ended.</param>
/// <param name="Served">The cluster whose answer was served; null for a miss.</param>
internal sealed record StreamedOutcome(StreamQuestion Question, CacheOutcomeKind Kind, ReplayCluster? Served)
{
    /// <summary>Whether the right answer was served.</summary>
    public bool IsRight => !Question.IsLookAlike && Served == Question.Cluster;

    /// <summary>Whether a look-alike was served the answer that it looks like.</summary>
    public bool IsAccepted => Question.IsLookAlike && Served == Question.Cluster;
}
