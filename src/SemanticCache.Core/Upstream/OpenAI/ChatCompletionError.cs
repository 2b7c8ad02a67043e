using System.Text.Json.Serialization;

namespace SemanticCache.Core.Upstream.OpenAI;

/// <summary>An error in the API's own shape.</summary>
internal sealed record ChatCompletionError
{
    /// <summary>What went wrong, in the upstream's words.</summary>
    [JsonPropertyName("message")]
    public string? Message { get; init; }
}
