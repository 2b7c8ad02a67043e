using System.Text.Json.Serialization;

namespace SemanticCache.Core.Upstream.Responses;

/// <summary>Why a response is incomplete.</summary>
internal sealed record IncompleteDetails
{
    /// <summary>The reason: <c>max_output_tokens</c> or <c>content_filter</c>.</summary>
    [JsonPropertyName("reason")]
    public string? Reason { get; init; }
}
