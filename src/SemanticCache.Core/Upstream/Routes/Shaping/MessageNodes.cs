using System.Text.Json;
using System.Text.Json.Nodes;

namespace SemanticCache.Core.Upstream.Routes.Shaping;

/// <summary>Changes messages in the JSON of the APIs; null stands for no change.</summary>
internal static class MessageNodes
{
    private static readonly string?[] TextTypes = [null, "text", "input_text", "output_text"];

    /// <summary>Returns an element as a node; numbers keep their spelling.</summary>
    public static JsonNode? Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(element),
        JsonValueKind.Array => JsonArray.Create(element),
        _ => JsonValue.Create(element),
    };

    /// <summary>Tells what a message is to its conversation.</summary>
    public static MessagePlace PlaceOf(JsonElement message) => RoleOf(message) switch
    {
        "system" or "developer" => MessagePlace.Always,
        "user" when !IsToolResult(message) => MessagePlace.TurnStart,
        _ => MessagePlace.Within,
    };

    /// <summary>Returns messages with an instruction behind the last of the leading system messages.</summary>
    public static JsonNode? Instruct(JsonElement messages, string instruction)
    {
        if (messages.ValueKind is not JsonValueKind.Array)
        {
            return null;
        }

        var changed = JsonArray.Create(messages)!;
        var leading = messages.EnumerateArray().TakeWhile(message => PlaceOf(message) is MessagePlace.Always).Count();
        if (leading > 0 && messages[leading - 1].TryGetProperty("content", out var content) && Append(content, instruction) is { } appended)
        {
            changed[leading - 1]!["content"] = appended;
        }
        else
        {
            changed.Insert(leading, new JsonObject { ["role"] = "system", ["content"] = instruction });
        }

        return changed;
    }

    /// <summary>Returns a text, or a list of texts, with an instruction at its end.</summary>
    public static JsonNode? Append(JsonElement content, string instruction)
    {
        switch (content.ValueKind)
        {
            case JsonValueKind.String:
                return BodyShaper.Appended(content.GetString()!, instruction);
            case JsonValueKind.Array:
                var parts = JsonArray.Create(content)!;
                parts.Add(new JsonObject { ["type"] = "text", ["text"] = instruction });
                return parts;
            default:
                return content.ValueKind is JsonValueKind.Null ? instruction : null;
        }
    }

    /// <summary>Returns messages with compact texts; what tools said stays.</summary>
    public static JsonNode? Compact(JsonElement messages)
    {
        if (messages.ValueKind is not JsonValueKind.Array)
        {
            return CompactContent(messages);
        }

        var changed = JsonArray.Create(messages)!;
        var isChanged = false;
        for (var index = 0; index < messages.GetArrayLength(); index++)
        {
            var message = messages[index];
            if (RoleOf(message) is not (null or "tool" or "function") && message.TryGetProperty("content", out var content) && CompactContent(content) is { } compact)
            {
                changed[index]!["content"] = compact;
                isChanged = true;
            }
        }

        return isChanged ? changed : null;
    }

    /// <summary>Returns a text, or a list of parts with texts, made compact.</summary>
    public static JsonNode? CompactContent(JsonElement content)
    {
        switch (content.ValueKind)
        {
            case JsonValueKind.String:
                return CompactText(content);
            case JsonValueKind.Array:
                var parts = JsonArray.Create(content)!;
                var isChanged = false;
                for (var index = 0; index < content.GetArrayLength(); index++)
                {
                    if (TextTypes.Contains(StringOf(content[index], "type")) && content[index] is { ValueKind: JsonValueKind.Object } part
                        && part.TryGetProperty("text", out var text) && CompactText(text) is { } compact)
                    {
                        parts[index]!["text"] = compact;
                        isChanged = true;
                    }
                }

                return isChanged ? parts : null;
            default:
                return null;
        }
    }

    private static JsonValue? CompactText(JsonElement text) =>
        text.ValueKind is JsonValueKind.String && text.GetString()! is var given && WhiteSpace.Compact(given) is var compact && compact.Length < given.Length
            ? JsonValue.Create(compact)
            : null;

    private static string? RoleOf(JsonElement message) => StringOf(message, "role");

    private static bool IsToolResult(JsonElement message) =>
        message.TryGetProperty("content", out var content) && content.ValueKind is JsonValueKind.Array
        && content.EnumerateArray().Any(part => StringOf(part, "type") == "tool_result");

    private static string? StringOf(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
