using System.Text.Json.Serialization;

namespace SemanticCache.Core.Upstream.OpenAI;

/// <summary>What is known of a prompt's tokens, in completions and responses alike.</summary>
internal sealed record PromptTokensDetails
{
    /// <summary>Those that were read from the provider's prompt cache.</summary>
    [JsonPropertyName("cached_tokens")]
    public int? CachedTokens { get; init; }
}
