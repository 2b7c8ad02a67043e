namespace SemanticCache.Core.Entries;

/// <summary>The tokens of one answer; zero where unknown.</summary>
/// <param name="InputTokens">Tokens of the prompt.</param>
/// <param name="OutputTokens">Tokens of the answer.</param>
public readonly record struct TokenUsage(int InputTokens, int OutputTokens)
{
    /// <summary>Those of the prompt that the provider read from its own cache of prompts; not stored with an entry.</summary>
    public int CachedInputTokens { get; init; }
}
