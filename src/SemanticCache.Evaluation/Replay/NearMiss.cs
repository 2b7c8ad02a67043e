namespace SemanticCache.Evaluation.Replay;

/// <summary>A look-alike that deserves another answer.</summary>
/// <param name="Question">The question.</param>
/// <param name="Kind">What differs: <c>number</c>, <c>negation</c> …</param>
internal sealed record NearMiss(string Question, string Kind);
