using System.Buffers;
using System.Text;
using System.Text.Json;

namespace SemanticCache.Server.Http.Anthropic;

/// <summary>
/// Spells tools as every front does, in the shape of OpenAI's: so that an upstream of the other API can be offered them, and a request through the
/// other front finds the same scope. What that shape cannot say stays as it came.
/// </summary>
internal static class ToolSpelling
{
    private static readonly string[] Translated = ["type", "name", "description", "input_schema", "strict", MessageSpelling.CacheMark];

    /// <summary>Returns the tools of a request and the choice among them; empty without tools.</summary>
    public static string Of(JsonElement body)
    {
        if (!body.TryGetProperty("tools", out var tools) || tools.ValueKind is JsonValueKind.Null || IsEmpty(tools))
        {
            return "";
        }

        var choice = body.TryGetProperty("tool_choice", out var given) && given.ValueKind is JsonValueKind.Object ? given : default;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteChoice(json, choice);
            WriteTools(json, tools);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Tells whether the provider itself runs, or defines, one of a request's tools: its answers then hold more than text and calls.</summary>
    public static bool HasProviderTool(JsonElement body) =>
        body.TryGetProperty("tools", out var tools) && tools.ValueKind is JsonValueKind.Array && tools.EnumerateArray().Any(tool => !IsCustom(tool));

    private static bool IsEmpty(JsonElement tools) => tools.ValueKind is JsonValueKind.Array && tools.GetArrayLength() == 0;

    private static bool IsCustom(JsonElement tool) =>
        tool.ValueKind is JsonValueKind.Object
        && (!tool.TryGetProperty("type", out var type) || type.ValueKind is JsonValueKind.Null || type.ToString() == "custom");

    private static void WriteChoice(Utf8JsonWriter json, JsonElement choice)
    {
        if (choice.ValueKind is not JsonValueKind.Object)
        {
            return;
        }

        if (choice.TryGetProperty("disable_parallel_tool_use", out var single) && single.ValueKind is JsonValueKind.True)
        {
            json.WriteBoolean("parallel_tool_calls", false);
        }

        json.WritePropertyName("tool_choice");
        var type = choice.TryGetProperty("type", out var kind) ? kind.ToString() : "";
        if (type is "auto" or "any" or "none")
        {
            json.WriteStringValue(type == "any" ? "required" : type);
            return;
        }

        if (type != "tool" || !choice.TryGetProperty("name", out var name) || name.ValueKind is not JsonValueKind.String)
        {
            json.WriteRawValue(CanonicalMembers.Of(choice));
            return;
        }

        json.WriteStartObject();
        json.WriteStartObject("function");
        json.WriteString("name", name.GetString());
        json.WriteEndObject();
        json.WriteString("type", "function");
        json.WriteEndObject();
    }

    private static void WriteTools(Utf8JsonWriter json, JsonElement tools)
    {
        json.WritePropertyName("tools");
        if (tools.ValueKind is not JsonValueKind.Array)
        {
            json.WriteRawValue(CanonicalMembers.Of(tools));
            return;
        }

        json.WriteStartArray();
        foreach (var tool in tools.EnumerateArray())
        {
            WriteTool(json, tool);
        }

        json.WriteEndArray();
    }

    private static void WriteTool(Utf8JsonWriter json, JsonElement tool)
    {
        if (!IsCustom(tool) || tool.EnumerateObject().Any(member => !Translated.Contains(member.Name)))
        {
            json.WriteRawValue(MessageSpelling.Of(tool));
            return;
        }

        json.WriteStartObject();
        json.WriteStartObject("function");
        WriteMember(json, "description", tool, "description");
        WriteMember(json, "name", tool, "name");
        WriteMember(json, "parameters", tool, "input_schema");
        WriteMember(json, "strict", tool, "strict");
        json.WriteEndObject();
        json.WriteString("type", "function");
        json.WriteEndObject();
    }

    private static void WriteMember(Utf8JsonWriter json, string name, JsonElement tool, string member)
    {
        if (tool.TryGetProperty(member, out var value) && value.ValueKind is not JsonValueKind.Null)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(CanonicalMembers.Of(value));
        }
    }
}
