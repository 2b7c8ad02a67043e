using System.Text.Json;

namespace SemanticCache.Cli.Bench;

/// <summary>Recognises the events of a streamed answer that are measured.</summary>
internal static class BenchEvents
{
    private const string Prefix = "data:";

    /// <summary>Returns what an event stream's line carries, or null where it carries nothing.</summary>
    public static string? DataOf(string line) => line.StartsWith(Prefix, StringComparison.Ordinal) ? line[Prefix.Length..].Trim() : null;

    /// <summary>Whether the answer ends here.</summary>
    public static bool IsEnd(string data) => data == "[DONE]" || (TypeOf(data) is "message_stop");

    /// <summary>Whether the answer broke here.</summary>
    public static bool IsError(string data) => Read(data, root => root.TryGetProperty("error", out _));

    /// <summary>Whether the event holds text, reasoning or a call of a tool.</summary>
    public static bool IsToken(string data) => Read(data, root =>
        TypeOf(root) is "content_block_delta"
        || (root.TryGetProperty("choices", out var choices) && choices.ValueKind is JsonValueKind.Array && choices.EnumerateArray().Any(HasDelta)));

    private static bool HasDelta(JsonElement choice) =>
        choice.TryGetProperty("delta", out var delta) && delta.ValueKind is JsonValueKind.Object
        && delta.EnumerateObject().Any(member => member.Name != "role" && member.Value.ValueKind switch
        {
            JsonValueKind.String => member.Value.GetString()!.Length > 0,
            JsonValueKind.Array => member.Value.GetArrayLength() > 0,
            _ => false,
        });

    private static string? TypeOf(string data)
    {
        string? type = null;
        Read(data, root => (type = TypeOf(root)) is not null);
        return type;
    }

    private static string? TypeOf(JsonElement root) =>
        root.TryGetProperty("type", out var type) && type.ValueKind is JsonValueKind.String ? type.GetString() : null;

    private static bool Read(string data, Func<JsonElement, bool> holds)
    {
        if (!data.StartsWith('{'))
        {
            return false;
        }

        using var document = JsonDocument.Parse(data);
        return holds(document.RootElement);
    }
}
