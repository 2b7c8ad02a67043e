using System.Text.Json;
using SemanticCache.Core.Entries;

namespace SemanticCache.Server.Http.Anthropic;

/// <summary>Writes the blocks of a message.</summary>
internal static class MessageBlocks
{
    /// <summary>Writes a block of text.</summary>
    public static void WriteText(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", "text");
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    /// <summary>Writes a block that calls a tool; without arguments they are an empty object.</summary>
    public static void WriteCall(Utf8JsonWriter json, ToolCall call)
    {
        json.WriteStartObject();
        json.WriteString("type", "tool_use");
        json.WriteString("id", call.Id);
        json.WriteString("name", call.Name);
        json.WriteStartObject("caller");
        json.WriteString("type", "direct");
        json.WriteEndObject();
        json.WritePropertyName("input");
        WriteInput(json, call.Arguments);
        json.WriteEndObject();
    }

    /// <summary>Writes the members of an event that begins a block.</summary>
    public static void WriteStart(Utf8JsonWriter json, int index, Action<Utf8JsonWriter> writeBlock)
    {
        json.WriteNumber("index", index);
        json.WritePropertyName("content_block");
        writeBlock(json);
    }

    /// <summary>Writes the members of an event with more of a block.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="index">Which block, from 0.</param>
    /// <param name="type">What it is more of.</param>
    /// <param name="name">The name of the member with the text.</param>
    /// <param name="text">The text.</param>
    public static void WriteDelta(Utf8JsonWriter json, int index, string type, string name, string text)
    {
        json.WriteNumber("index", index);
        json.WriteStartObject("delta");
        json.WriteString("type", type);
        json.WriteString(name, text);
        json.WriteEndObject();
    }

    private static void WriteInput(Utf8JsonWriter json, string arguments)
    {
        if (IsObject(arguments))
        {
            json.WriteRawValue(arguments);
            return;
        }

        // The API has no place for arguments that are no object, and they must not vanish.
        json.WriteStartObject();
        if (!string.IsNullOrWhiteSpace(arguments))
        {
            json.WriteString("arguments", arguments);
        }

        json.WriteEndObject();
    }

    private static bool IsObject(string arguments)
    {
        if (!arguments.TrimStart().StartsWith('{'))
        {
            return false;
        }

        try
        {
            using var parsed = JsonDocument.Parse(arguments);
            return true;
        }
        catch (JsonException)
        {
            // A model's own mistake, which its caller is to see.
            return false;
        }
    }
}
