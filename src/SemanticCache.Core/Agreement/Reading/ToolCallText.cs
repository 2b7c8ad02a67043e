using System.Text.Json;
using System.Text.Json.Nodes;
using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Agreement.Reading;

/// <summary>Writes a call of a tool in a form in which equal calls are equal texts.</summary>
internal static class ToolCallText
{
    /// <summary>Returns the name and the arguments, members in order of their names; arguments that are no JSON as they are.</summary>
    public static string Of(ToolCall call)
    {
        try
        {
            return $"{call.Name}({Sorted(JsonNode.Parse(call.Arguments))?.ToJsonString() ?? "null"})";
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            return $"{call.Name}({call.Arguments})";
        }
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
