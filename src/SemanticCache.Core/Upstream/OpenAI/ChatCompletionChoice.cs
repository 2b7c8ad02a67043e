using System.Text.Json.Serialization;

namespace SemanticCache.Core.Upstream.OpenAI;

/// <summary>One choice of a completion.</summary>
internal sealed record ChatCompletionChoice
{
    /// <summary>The whole message, when not streamed.</summary>
    [JsonPropertyName("message")]
    public ChatCompletionMessage? Message { get; init; }

    /// <summary>The next part, when streamed.</summary>
    [JsonPropertyName("delta")]
    public ChatCompletionMessage? Delta { get; init; }

    /// <summary>Why the model stopped; null before the end.</summary>
    [JsonPropertyName("finish_reason")]
    public string? FinishReason { get; init; }
}
