using System.Text.Json;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Upstream.Responses;

namespace SemanticCache.Server.Http.Responses;

/// <summary>Writes the items of a response's output.</summary>
internal static class ResponseItems
{
    private const string AtWork = "in_progress";

    /// <summary>Writes a message; null for one that begins.</summary>
    public static void WriteMessage(Utf8JsonWriter json, string id, string? text, string status)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("type", "message");
        json.WriteString("status", text is null ? AtWork : status);
        json.WriteString("role", "assistant");
        json.WriteStartArray("content");
        if (text is not null)
        {
            WriteText(json, text);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes the part of a message that is its text.</summary>
    public static void WriteText(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", "output_text");
        json.WriteString("text", text);
        json.WriteStartArray("annotations");
        json.WriteEndArray();
        json.WriteStartArray("logprobs");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes a call of a function; one that begins has no arguments yet.</summary>
    public static void WriteCall(Utf8JsonWriter json, string id, ToolCall call, bool begins)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("type", "function_call");
        json.WriteString("status", begins ? AtWork : ResponseStatus.Completed);
        json.WriteString("call_id", call.Id);
        json.WriteString("name", call.Name);
        json.WriteString("arguments", begins ? "" : call.Arguments);
        json.WriteEndObject();
    }
}
