using System.Text.Json.Serialization;

namespace SemanticCache.Core.Upstream.Anthropic;

/// <summary>An error in a stream.</summary>
internal sealed record MessageError
{
    /// <summary>The kind of error, such as <c>overloaded_error</c>.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    /// <summary>What happened.</summary>
    [JsonPropertyName("message")]
    public string? Message { get; init; }
}
