using System.Text.Json.Serialization;

namespace SemanticCache.Core.Upstream.OpenAI;

/// <summary>A call of a tool, or a part of one.</summary>
internal sealed record ChatCompletionToolCall
{
    /// <summary>Which call of the message, when streamed.</summary>
    [JsonPropertyName("index")]
    public int? Index { get; init; }

    /// <summary>The call's identifier.</summary>
    [JsonPropertyName("id")]
    public string? Id { get; init; }

    /// <summary>The function called.</summary>
    [JsonPropertyName("function")]
    public ChatCompletionFunction? Function { get; init; }
}
