namespace SemanticCache.Core.Entries;

/// <summary>The tokens of one answer; zero where unknown.</summary>
/// <param name="InputTokens">Tokens of the prompt.</param>
/// <param name="OutputTokens">Tokens of the answer.</param>
public readonly record struct TokenUsage(int InputTokens, int OutputTokens);
