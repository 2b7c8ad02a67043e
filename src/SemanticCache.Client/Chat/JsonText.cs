using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace SemanticCache.Client.Chat;

/// <summary>Values of any type as JSON, as chat clients write them.</summary>
internal static class JsonText
{
    /// <summary>Returns a value as JSON.</summary>
    /// <exception cref="NotSupportedException">The value cannot be written.</exception>
    public static JsonNode? Of(object? value) =>
        value is null ? null : JsonSerializer.SerializeToNode(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value.GetType()));
}
