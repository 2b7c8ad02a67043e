namespace SemanticCache.Core.Decisions.Guards;

/// <summary>A word, a number or a sign of a text.</summary>
/// <param name="Text">The word in lower case; contracted negations end in <c>n't</c>.</param>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="Length">Its length there.</param>
/// <param name="BeginsSentence">Whether it stands at the beginning of a sentence.</param>
internal readonly record struct GuardToken(string Text, int Start, int Length, bool BeginsSentence);
