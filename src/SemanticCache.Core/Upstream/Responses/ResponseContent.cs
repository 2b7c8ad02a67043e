using System.Text.Json;
using System.Text.Json.Serialization;

namespace SemanticCache.Core.Upstream.Responses;

/// <summary>A part of a message's content.</summary>
internal sealed record ResponseContent
{
    /// <summary>What it is: <c>output_text</c>, <c>refusal</c> …</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    /// <summary>The text.</summary>
    [JsonPropertyName("text")]
    public string? Text { get; init; }

    /// <summary>The sources that the text names.</summary>
    [JsonPropertyName("annotations")]
    public JsonElement? Annotations { get; init; }

    /// <summary>Whether it is text and nothing else.</summary>
    [JsonIgnore]
    public bool IsPlain =>
        Type == "output_text" && !(Annotations is { ValueKind: JsonValueKind.Array } annotations && annotations.GetArrayLength() > 0);
}
