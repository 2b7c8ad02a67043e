using System.Text;
using System.Text.Json;

namespace SemanticCache.Server.Http.Anthropic;

/// <summary>The content of a message, or of the system prompt, as far as the cache must know it.</summary>
/// <param name="Text">The text, blocks joined by line breaks; null where the content is more than text.</param>
/// <param name="HasToolResult">Whether a tool reports its result in it.</param>
/// <param name="IsReplayable">Whether it holds nothing but text, calls, results and thoughts; an image or a document is none of them.</param>
internal readonly record struct MessageContent(string? Text, bool HasToolResult, bool IsReplayable)
{
    private static readonly MessageContent Unknown = new(null, HasToolResult: false, IsReplayable: false);

    /// <summary>Reads content.</summary>
    public static MessageContent Read(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => new MessageContent(content.GetString(), HasToolResult: false, IsReplayable: true),
        JsonValueKind.Array => ReadBlocks(content),
        _ => Unknown,
    };

    private static MessageContent ReadBlocks(JsonElement blocks)
    {
        var text = new StringBuilder();
        var read = new MessageContent("", HasToolResult: false, IsReplayable: true);
        foreach (var block in blocks.EnumerateArray())
        {
            var type = block.ValueKind is JsonValueKind.Object && block.TryGetProperty("type", out var kind) ? kind.ToString() : "";
            if (type == "text" && IsPlain(block, out var piece))
            {
                text.Append(text.Length == 0 ? "" : "\n").Append(piece);
                continue;
            }

            read = read with
            {
                Text = null,
                HasToolResult = read.HasToolResult || type == "tool_result",
                IsReplayable = read.IsReplayable && IsKnown(block, type),
            };
        }

        return read.Text is null ? read : read with { Text = text.ToString() };
    }

    private static bool IsPlain(JsonElement block, out string? text)
    {
        var isPlain = block.EnumerateObject().All(member => member.Name is "type" or "text" or MessageSpelling.CacheMark
            || member.Value.ValueKind is JsonValueKind.Null);
        text = block.TryGetProperty("text", out var piece) && piece.ValueKind is JsonValueKind.String ? piece.GetString() : null;
        return isPlain && text is not null;
    }

    private static bool IsKnown(JsonElement block, string type) => type switch
    {
        "tool_use" or "thinking" or "redacted_thinking" => true,
        "tool_result" => !block.TryGetProperty("content", out var result) || result.ValueKind is JsonValueKind.Null || Read(result).Text is not null,
        _ => false,
    };
}
