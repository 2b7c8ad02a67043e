using System.Text.Json.Serialization;
using SemanticCache.Core.Upstream.OpenAI;

namespace SemanticCache.Core.Upstream.Responses;

/// <summary>The tokens of a response.</summary>
internal sealed record ResponseUsage
{
    /// <summary>Tokens of the prompt.</summary>
    [JsonPropertyName("input_tokens")]
    public int InputTokens { get; init; }

    /// <summary>Tokens of the answer.</summary>
    [JsonPropertyName("output_tokens")]
    public int OutputTokens { get; init; }

    /// <summary>What is known of the prompt's tokens.</summary>
    [JsonPropertyName("input_tokens_details")]
    public PromptTokensDetails? InputTokensDetails { get; init; }
}
