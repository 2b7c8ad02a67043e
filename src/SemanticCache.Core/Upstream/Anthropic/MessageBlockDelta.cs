using System.Text.Json.Serialization;

namespace SemanticCache.Core.Upstream.Anthropic;

/// <summary>More of a block, or of the message itself.</summary>
internal sealed record MessageBlockDelta
{
    /// <summary>What it is more of: <c>text_delta</c>, <c>input_json_delta</c>, <c>thinking_delta</c> …</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    /// <summary>More text.</summary>
    [JsonPropertyName("text")]
    public string? Text { get; init; }

    /// <summary>More of the JSON that a tool is called with.</summary>
    [JsonPropertyName("partial_json")]
    public string? PartialJson { get; init; }

    /// <summary>Why the model stopped, in the delta of the message.</summary>
    [JsonPropertyName("stop_reason")]
    public string? StopReason { get; init; }
}
