using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SemanticCache.Core.Upstream.OpenAI;

/// <summary>A whole chat completion, or one chunk of a streamed one: both have the same members but for message and delta.</summary>
internal sealed record ChatCompletion
{
    /// <summary>The model that writes.</summary>
    [JsonPropertyName("model")]
    public string? Model { get; init; }

    /// <summary>The choices; only the first is read.</summary>
    [JsonPropertyName("choices")]
    public ImmutableArray<ChatCompletionChoice>? Choices { get; init; }

    /// <summary>The tokens used.</summary>
    [JsonPropertyName("usage")]
    public ChatCompletionUsage? Usage { get; init; }

    /// <summary>An error in place of a chunk.</summary>
    [JsonPropertyName("error")]
    public ChatCompletionError? Error { get; init; }
}
