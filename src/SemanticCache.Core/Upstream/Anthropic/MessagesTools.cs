using System.Text.Json;

namespace SemanticCache.Core.Upstream.Anthropic;

/// <summary>Writes tools, which requests hold in the shape of OpenAI's, in the shape of Anthropic's.</summary>
internal static class MessagesTools
{
    /// <summary>Writes the tools and the choice among them.</summary>
    /// <exception cref="UpstreamException">They hold what cannot be said in this API.</exception>
    public static void Write(Utf8JsonWriter json, string tools)
    {
        if (tools.Length == 0)
        {
            return;
        }

        using var parsed = JsonDocument.Parse(tools);
        if (parsed.RootElement.ValueKind is not JsonValueKind.Object || !parsed.RootElement.TryGetProperty("tools", out var list) || list.ValueKind is not JsonValueKind.Array)
        {
            throw MessagesBody.Untranslatable("tools that are no list");
        }

        json.WriteStartArray("tools");
        foreach (var tool in list.EnumerateArray())
        {
            WriteTool(json, tool);
        }

        json.WriteEndArray();
        WriteChoice(json, parsed.RootElement);
    }

    private static void WriteTool(Utf8JsonWriter json, JsonElement tool)
    {
        if (!IsFunction(tool, out var function) || !function.TryGetProperty("name", out var name) || name.ValueKind is not JsonValueKind.String)
        {
            throw MessagesBody.Untranslatable("a tool that is no function");
        }

        json.WriteStartObject();
        json.WriteString("name", name.GetString());
        if (function.TryGetProperty("description", out var description) && description.ValueKind is JsonValueKind.String)
        {
            json.WriteString("description", description.GetString());
        }

        if (function.TryGetProperty("strict", out var strict) && strict.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            json.WriteBoolean("strict", strict.GetBoolean());
        }

        json.WritePropertyName("input_schema");
        if (function.TryGetProperty("parameters", out var parameters) && parameters.ValueKind is JsonValueKind.Object)
        {
            parameters.WriteTo(json);
        }
        else
        {
            json.WriteStartObject();
            json.WriteString("type", "object");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter json, JsonElement tools)
    {
        var isSingle = tools.TryGetProperty("parallel_tool_calls", out var parallel) && parallel.ValueKind is JsonValueKind.False;
        var hasChoice = tools.TryGetProperty("tool_choice", out var choice) && choice.ValueKind is not JsonValueKind.Null;
        if (!hasChoice && !isSingle)
        {
            return;
        }

        var kind = (hasChoice ? choice.ToString() : "auto") switch
        {
            "auto" => "auto",
            "required" => "any",
            "none" => "none",
            _ => "tool",
        };
        json.WriteStartObject("tool_choice");
        json.WriteString("type", kind);
        if (kind == "tool")
        {
            json.WriteString("name", NameOf(choice));
        }

        if (isSingle && kind != "none")
        {
            json.WriteBoolean("disable_parallel_tool_use", true);
        }

        json.WriteEndObject();
    }

    private static string NameOf(JsonElement choice) =>
        IsFunction(choice, out var function) && function.TryGetProperty("name", out var name) && name.ValueKind is JsonValueKind.String
            ? name.GetString()!
            : throw MessagesBody.Untranslatable("a choice among tools that names no function");

    private static bool IsFunction(JsonElement value, out JsonElement function)
    {
        function = default;
        return value.ValueKind is JsonValueKind.Object && value.TryGetProperty("function", out function) && function.ValueKind is JsonValueKind.Object;
    }
}
