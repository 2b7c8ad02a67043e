using System.Text.Json.Serialization;

namespace SemanticCache.Core.Upstream.Anthropic;

/// <summary>An event of a streamed message; which members it has depends on its type.</summary>
internal sealed record MessageStreamEvent
{
    /// <summary>What happened: <c>message_start</c>, <c>content_block_delta</c> …</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    /// <summary>Which block it is about, from 0.</summary>
    [JsonPropertyName("index")]
    public int Index { get; init; }

    /// <summary>The head of the message.</summary>
    [JsonPropertyName("message")]
    public WholeMessage? Message { get; init; }

    /// <summary>The beginning of a block.</summary>
    [JsonPropertyName("content_block")]
    public MessageBlock? ContentBlock { get; init; }

    /// <summary>More of a block or of the message.</summary>
    [JsonPropertyName("delta")]
    public MessageBlockDelta? Delta { get; init; }

    /// <summary>The tokens used so far.</summary>
    [JsonPropertyName("usage")]
    public MessageUsage? Usage { get; init; }

    /// <summary>What went wrong.</summary>
    [JsonPropertyName("error")]
    public MessageError? Error { get; init; }
}
