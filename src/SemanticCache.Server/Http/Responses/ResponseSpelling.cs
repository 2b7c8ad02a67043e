using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SemanticCache.Server.Http.Responses;

/// <summary>
/// Spells tools and formats as every front does, in the shape of chat completions: so that an upstream of another API can be told them, and a
/// request through another front finds the same scope. What that shape cannot say stays as it came.
/// </summary>
internal static class ResponseSpelling
{
    private static readonly string[] OfFunction = ["type", "name", "description", "parameters", "strict"];
    private static readonly string[] OfSchema = ["type", "name", "description", "schema", "strict"];

    /// <summary>Returns the tools of a request and the choice among them; empty without tools.</summary>
    public static string Tools(JsonElement body)
    {
        if (!body.TryGetProperty("tools", out var tools) || tools.ValueKind is JsonValueKind.Null || (tools.ValueKind is JsonValueKind.Array && tools.GetArrayLength() == 0))
        {
            return "";
        }

        return Json(json =>
        {
            if (body.TryGetProperty("tool_choice", out var choice) && choice.ValueKind is not JsonValueKind.Null)
            {
                json.WritePropertyName("tool_choice");
                WriteNested(json, choice, "function", ["type", "name"]);
            }

            json.WritePropertyName("tools");
            WriteTools(json, tools);
        });
    }

    /// <summary>Tells whether a request has tools that are no functions: the provider itself runs them, or their calls are no JSON.</summary>
    public static bool HasOtherTool(JsonElement body) =>
        body.TryGetProperty("tools", out var tools) && tools.ValueKind is not JsonValueKind.Null
        && !(tools.ValueKind is JsonValueKind.Array && tools.EnumerateArray().All(tool => TypeOf(tool) == "function"));

    /// <summary>Returns the format of the answer; empty where it is free.</summary>
    public static string Format(JsonElement body)
    {
        if (!body.TryGetProperty("text", out var text) || text.ValueKind is not JsonValueKind.Object
            || !text.TryGetProperty("format", out var format) || format.ValueKind is JsonValueKind.Null || TypeOf(format) == "text")
        {
            return "";
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            WriteNested(json, format, "json_schema", OfSchema);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteTools(Utf8JsonWriter json, JsonElement tools)
    {
        if (tools.ValueKind is not JsonValueKind.Array)
        {
            json.WriteRawValue(CanonicalMembers.Of(tools));
            return;
        }

        json.WriteStartArray();
        foreach (var tool in tools.EnumerateArray())
        {
            WriteNested(json, WithStrict(tool), "function", OfFunction);
        }

        json.WriteEndArray();
    }

    // A function is strict here unless it says otherwise, and in chat completions only if it says so: the same silence means two things.
    private static JsonElement WithStrict(JsonElement tool)
    {
        if (TypeOf(tool) != "function" || (tool.TryGetProperty("strict", out var strict) && strict.ValueKind is not JsonValueKind.Null))
        {
            return tool;
        }

        var said = JsonObject.Create(tool)!;
        said["strict"] = true;
        return JsonSerializer.SerializeToElement(said);
    }

    // The API has flat what chat completions have in a member named after the type.
    private static void WriteNested(Utf8JsonWriter json, JsonElement flat, string type, string[] known)
    {
        if (TypeOf(flat) != type || flat.EnumerateObject().Any(given => given.Value.ValueKind is not JsonValueKind.Null && !known.Contains(given.Name)))
        {
            json.WriteRawValue(CanonicalMembers.Of(flat));
            return;
        }

        json.WriteStartObject();
        json.WritePropertyName(type);
        json.WriteRawValue(CanonicalMembers.Of(flat, name => name != "type") is { Length: > 0 } members ? members : "{}");
        json.WriteString("type", type);
        json.WriteEndObject();
    }

    private static string TypeOf(JsonElement value) =>
        value.ValueKind is JsonValueKind.Object && value.TryGetProperty("type", out var type) ? type.ToString() : "";

    private static string Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
