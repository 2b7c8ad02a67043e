using System.Text.Json.Serialization;
using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Upstream.Anthropic;

/// <summary>The tokens of a message.</summary>
internal sealed record MessageUsage
{
    /// <summary>Tokens of the prompt that the provider's prompt cache had no part in.</summary>
    [JsonPropertyName("input_tokens")]
    public int? InputTokens { get; init; }

    /// <summary>Tokens of the prompt that were written to the provider's prompt cache.</summary>
    [JsonPropertyName("cache_creation_input_tokens")]
    public int? CacheCreationInputTokens { get; init; }

    /// <summary>Tokens of the prompt that were read from the provider's prompt cache.</summary>
    [JsonPropertyName("cache_read_input_tokens")]
    public int? CacheReadInputTokens { get; init; }

    /// <summary>Tokens of the answer so far.</summary>
    [JsonPropertyName("output_tokens")]
    public int? OutputTokens { get; init; }

    /// <summary>Returns these counts, with those of an earlier report where this one is silent.</summary>
    public MessageUsage Over(MessageUsage? earlier) => new()
    {
        InputTokens = InputTokens ?? earlier?.InputTokens,
        CacheCreationInputTokens = CacheCreationInputTokens ?? earlier?.CacheCreationInputTokens,
        CacheReadInputTokens = CacheReadInputTokens ?? earlier?.CacheReadInputTokens,
        OutputTokens = OutputTokens ?? earlier?.OutputTokens,
    };

    /// <summary>Returns the tokens of the whole prompt and of the answer.</summary>
    public TokenUsage Total() =>
        new((InputTokens ?? 0) + (CacheCreationInputTokens ?? 0) + (CacheReadInputTokens ?? 0), OutputTokens ?? 0)
        {
            CachedInputTokens = CacheReadInputTokens ?? 0,
        };
}
