using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SemanticCache.Core.Upstream.OpenAI;

/// <summary>A message, or a part of one.</summary>
internal sealed record ChatCompletionMessage
{
    /// <summary>The text.</summary>
    [JsonPropertyName("content")]
    public string? Content { get; init; }

    /// <summary>The calls of tools.</summary>
    [JsonPropertyName("tool_calls")]
    public ImmutableArray<ChatCompletionToolCall>? ToolCalls { get; init; }
}
