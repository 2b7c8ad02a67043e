namespace SemanticCache.Core.Upstream;

/// <summary>A part of an answer, in the order in which the model writes it; the last one is an <see cref="AnswerEnd"/>.</summary>
public abstract record AnswerEvent;
