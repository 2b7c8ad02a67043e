using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SemanticCache.Core.Upstream.Anthropic;

/// <summary>A whole message, or the head of a streamed one.</summary>
internal sealed record WholeMessage
{
    /// <summary>The model that writes.</summary>
    [JsonPropertyName("model")]
    public string? Model { get; init; }

    /// <summary>The blocks of the answer.</summary>
    [JsonPropertyName("content")]
    public ImmutableArray<MessageBlock>? Content { get; init; }

    /// <summary>Why the model stopped; null while it writes.</summary>
    [JsonPropertyName("stop_reason")]
    public string? StopReason { get; init; }

    /// <summary>The tokens used.</summary>
    [JsonPropertyName("usage")]
    public MessageUsage? Usage { get; init; }
}
