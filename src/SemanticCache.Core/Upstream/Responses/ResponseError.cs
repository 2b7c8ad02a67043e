using System.Text.Json.Serialization;

namespace SemanticCache.Core.Upstream.Responses;

/// <summary>Why a response failed.</summary>
internal sealed record ResponseError
{
    /// <summary>The kind of failure, such as <c>rate_limit_exceeded</c>.</summary>
    [JsonPropertyName("code")]
    public string? Code { get; init; }

    /// <summary>What went wrong, in the upstream's words.</summary>
    [JsonPropertyName("message")]
    public string? Message { get; init; }
}
