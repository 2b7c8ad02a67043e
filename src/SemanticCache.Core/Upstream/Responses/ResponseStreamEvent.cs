using System.Text.Json;
using System.Text.Json.Serialization;

namespace SemanticCache.Core.Upstream.Responses;

/// <summary>One event of a streamed response.</summary>
internal sealed record ResponseStreamEvent
{
    /// <summary>What it tells.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    /// <summary>The response as far as it has come.</summary>
    [JsonPropertyName("response")]
    public ModelResponse? Response { get; init; }

    /// <summary>Which item of the output it is about.</summary>
    [JsonPropertyName("output_index")]
    public int OutputIndex { get; init; }

    /// <summary>The item that begins or ends.</summary>
    [JsonPropertyName("item")]
    public JsonElement? Item { get; init; }

    /// <summary>More of a text or of a call's arguments.</summary>
    [JsonPropertyName("delta")]
    public JsonElement? Delta { get; init; }

    /// <summary>What went wrong, in the upstream's words.</summary>
    [JsonPropertyName("message")]
    public string? Message { get; init; }

    /// <summary>The kind of failure.</summary>
    [JsonPropertyName("code")]
    public string? Code { get; init; }
}
