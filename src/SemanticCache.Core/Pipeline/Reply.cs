using SemanticCache.Core.Upstream;

namespace SemanticCache.Core.Pipeline;

/// <summary>An answer on its way to its caller.</summary>
/// <param name="Outcome">Where the answer comes from.</param>
/// <param name="Parts">The answer; must be read to its end or disposed. Throws <see cref="UpstreamException"/> where the upstream fails.</param>
internal sealed record Reply(CacheOutcome Outcome, IAsyncEnumerable<AnswerEvent> Parts);
