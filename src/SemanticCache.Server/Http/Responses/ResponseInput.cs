using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using SemanticCache.Core.Pipeline;
using SemanticCache.Server.Grpc;

namespace SemanticCache.Server.Http.Responses;

/// <summary>Reads what a model is to answer: a text, or the items of a conversation.</summary>
internal sealed class ResponseInput
{
    private readonly List<FieldMistake> _mistakes;

    /// <param name="mistakes">Where mistakes are noted.</param>
    public ResponseInput(List<FieldMistake> mistakes)
    {
        _mistakes = mistakes;
    }

    /// <summary>Whether an item is more than text, calls and their results.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Returns the messages.</summary>
    public ImmutableArray<ChatMessage> Read(JsonElement? input)
    {
        switch (input)
        {
            case { ValueKind: JsonValueKind.String } text:
                return [new ChatMessage(ChatRole.User, text.GetString()!)];
            case { ValueKind: JsonValueKind.Array } items when items.GetArrayLength() > 0:
                return [.. items.EnumerateArray().Select(ReadItem)];
            default:
                _mistakes.Add(new FieldMistake("input", "must be a text or a list of at least one item"));
                return [];
        }
    }

    private ChatMessage ReadItem(JsonElement item, int index)
    {
        if (item.ValueKind is not JsonValueKind.Object)
        {
            _mistakes.Add(new FieldMistake($"input[{index}]", "must be an object"));
            return new ChatMessage(ChatRole.User, "");
        }

        switch (Text(item, "type"))
        {
            case "" or "message" when Text(item, "role") is { Length: > 0 } role:
                return ReadMessage(item, RoleOf(role));
            case "function_call":
                return NotPlain(item, ChatRole.Assistant);
            case "function_call_output" when item.TryGetProperty("output", out var output) && output.ValueKind is JsonValueKind.String:
                return NotPlain(item, ChatRole.Tool);
            case "" or "message":
                _mistakes.Add(new FieldMistake($"input[{index}].role", "must be a text such as user or system"));
                return new ChatMessage(ChatRole.User, "");
            default:
                HasMore = true;
                return NotPlain(item, ChatRole.User);
        }
    }

    // Id and status are the provider's book-keeping: the same words said again have others.
    private ChatMessage ReadMessage(JsonElement item, ChatRole role)
    {
        var isPlain = item.EnumerateObject().All(member => member.Name is "type" or "role" or "content" or "id" or "status" || member.Value.ValueKind is JsonValueKind.Null);
        var text = item.TryGetProperty("content", out var content) ? TextOf(content) : null;
        HasMore |= text is null;
        return isPlain && text is not null ? new ChatMessage(role, text) : NotPlain(item, role);
    }

    // Whatever is more than role and text must tell one turn from another.
    private static ChatMessage NotPlain(JsonElement item, ChatRole role) =>
        new(role, CanonicalMembers.Of(item, name => name is not ("id" or "status"))) { IsPlain = false };

    private static string? TextOf(JsonElement content)
    {
        if (content.ValueKind is JsonValueKind.String)
        {
            return content.GetString();
        }

        if (content.ValueKind is not JsonValueKind.Array)
        {
            return null;
        }

        var text = new StringBuilder();
        foreach (var part in content.EnumerateArray())
        {
            if (PlainText(part) is not { } piece)
            {
                return null;
            }

            text.Append(text.Length == 0 ? "" : "\n").Append(piece);
        }

        return text.ToString();
    }

    private static string? PlainText(JsonElement part) =>
        part.ValueKind is JsonValueKind.Object && Text(part, "type") is "input_text" or "output_text" or "text"
        && part.TryGetProperty("text", out var text) && text.ValueKind is JsonValueKind.String
        && part.EnumerateObject().All(member => member.Name is "type" or "text" || IsEmpty(member.Value))
            ? text.GetString()
            : null;

    private static bool IsEmpty(JsonElement value) =>
        value.ValueKind is JsonValueKind.Null || (value.ValueKind is JsonValueKind.Array && value.GetArrayLength() == 0);

    private static string Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String ? text.GetString()! : "";

    private static ChatRole RoleOf(string role) => role switch
    {
        "system" or "developer" => ChatRole.System,
        "assistant" => ChatRole.Assistant,
        _ => ChatRole.User,
    };
}
