namespace SemanticCache.Core.Agreement;

/// <summary>What is remembered of an answer.</summary>
/// <param name="Facts">Its facts.</param>
/// <param name="Vector">The L2-normalised vector of its text; empty when it is not known or the model cannot read it.</param>
internal sealed record ReadAnswer(AnswerFacts Facts, ReadOnlyMemory<float> Vector);
