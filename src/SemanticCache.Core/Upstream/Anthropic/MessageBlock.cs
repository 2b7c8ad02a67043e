using System.Text.Json;
using System.Text.Json.Serialization;

namespace SemanticCache.Core.Upstream.Anthropic;

/// <summary>A block of an answer, or its beginning when streamed.</summary>
internal sealed record MessageBlock
{
    /// <summary>What the block is: <c>text</c>, <c>tool_use</c>, <c>thinking</c> …</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    /// <summary>The text of a text block.</summary>
    [JsonPropertyName("text")]
    public string? Text { get; init; }

    /// <summary>The passages that a text block cites; null without.</summary>
    [JsonPropertyName("citations")]
    public JsonElement? Citations { get; init; }

    /// <summary>The identifier of a tool's call.</summary>
    [JsonPropertyName("id")]
    public string? Id { get; init; }

    /// <summary>The name of the tool that is called.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>What the tool is called with; an empty object when it follows in parts.</summary>
    [JsonPropertyName("input")]
    public JsonElement? Input { get; init; }
}
