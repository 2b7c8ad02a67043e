using SemanticCache.Core.Pipeline;

namespace SemanticCache.Core.Tests.Pipeline;

/// <summary>One step of a random history.</summary>
/// <param name="Kind">What happens: a lookup, a completion, a store, or time passing.</param>
/// <param name="Request">The request.</param>
/// <param name="Time">How much time passes.</param>
internal sealed record PipelineStep(int Kind, CacheRequest Request, TimeSpan Time);
