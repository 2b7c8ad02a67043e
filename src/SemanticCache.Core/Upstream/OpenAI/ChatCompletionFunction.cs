using System.Text.Json.Serialization;

namespace SemanticCache.Core.Upstream.OpenAI;

/// <summary>The function of a tool call, or a part of it.</summary>
internal sealed record ChatCompletionFunction
{
    /// <summary>The function's name.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>The arguments as JSON text.</summary>
    [JsonPropertyName("arguments")]
    public string? Arguments { get; init; }
}
