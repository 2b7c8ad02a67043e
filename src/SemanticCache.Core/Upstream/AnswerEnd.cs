using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Upstream;

/// <summary>The end of an answer.</summary>
/// <param name="FinishReason">Why the model stopped.</param>
/// <param name="Model">The model that wrote the answer; empty when unknown.</param>
/// <param name="Usage">The tokens it took; zero when unknown.</param>
public sealed record AnswerEnd(string FinishReason, string Model, TokenUsage Usage) : AnswerEvent;
