using SemanticCache.Core.Pipeline;

namespace SemanticCache.Core.Upstream;

/// <summary>
/// The upstream's own JSON for the parts that follow it: a streamed event, or the whole answer. Only an upstream that was sent the caller's own
/// words sends it, so that a front of the same API can pass everything on; it is never stored.
/// </summary>
/// <param name="Dialect">The API that it is written for.</param>
/// <param name="Event">The name of the event; empty where the API names none.</param>
/// <param name="Json">The JSON.</param>
public sealed record RawPart(ApiDialect Dialect, string Event, string Json) : AnswerEvent;
