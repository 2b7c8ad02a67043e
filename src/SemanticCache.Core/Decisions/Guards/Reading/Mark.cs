namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>A place in a text where a word of a table stands.</summary>
/// <param name="Term">What it means.</param>
/// <param name="First">The index of its first token.</param>
/// <param name="Last">The index of its last token.</param>
internal readonly record struct Mark(Term Term, int First, int Last);
