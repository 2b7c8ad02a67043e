using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SemanticCache.Core.Upstream.Responses;

/// <summary>A response, whole or as far as a stream has come.</summary>
internal sealed record ModelResponse
{
    /// <summary>The model that writes.</summary>
    [JsonPropertyName("model")]
    public string? Model { get; init; }

    /// <summary>How far it is: <c>completed</c>, <c>incomplete</c>, <c>failed</c> …</summary>
    [JsonPropertyName("status")]
    public string? Status { get; init; }

    /// <summary>What the model wrote: messages, calls, thoughts and more.</summary>
    [JsonPropertyName("output")]
    public ImmutableArray<JsonElement>? Output { get; init; }

    /// <summary>Why it is incomplete.</summary>
    [JsonPropertyName("incomplete_details")]
    public IncompleteDetails? IncompleteDetails { get; init; }

    /// <summary>Why it failed.</summary>
    [JsonPropertyName("error")]
    public ResponseError? Error { get; init; }

    /// <summary>The tokens used.</summary>
    [JsonPropertyName("usage")]
    public ResponseUsage? Usage { get; init; }
}
