namespace SemanticCache.Core.Upstream;

/// <summary>More text.</summary>
/// <param name="Text">The text to append.</param>
public sealed record TextDelta(string Text) : AnswerEvent;
