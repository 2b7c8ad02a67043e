using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SemanticCache.Core.Upstream.Responses;

/// <summary>One item of a response's output.</summary>
internal sealed record ResponseItem
{
    /// <summary>What it is: <c>message</c>, <c>function_call</c>, <c>reasoning</c> …</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    /// <summary>The content of a message.</summary>
    [JsonPropertyName("content")]
    public ImmutableArray<ResponseContent>? Content { get; init; }

    /// <summary>The identifier of a call, by which its result is told.</summary>
    [JsonPropertyName("call_id")]
    public string? CallId { get; init; }

    /// <summary>The name of the function called.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>The arguments of a call as JSON text.</summary>
    [JsonPropertyName("arguments")]
    public string? Arguments { get; init; }

    /// <summary>Reads an item; of one that is neither message nor call, the type alone, because any member of it may have any shape.</summary>
    public static ResponseItem Read(JsonElement item)
    {
        var type = item.ValueKind is JsonValueKind.Object && item.TryGetProperty("type", out var given) ? given.ToString() : "";
        return type is "message" or "function_call"
            ? item.Deserialize(ResponsesJson.Default.ResponseItem)!
            : new ResponseItem { Type = type };
    }
}
