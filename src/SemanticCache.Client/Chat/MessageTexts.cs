using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace SemanticCache.Client.Chat;

/// <summary>Writes the messages of one conversation as texts that tell one turn from another.</summary>
internal sealed class MessageTexts
{
    private readonly Dictionary<string, int> _calls = new(StringComparer.Ordinal);

    /// <summary>Whether a message is nothing but text.</summary>
    public static bool IsPlain(ChatMessage message) => message.Contents.All(content => content is TextContent);

    /// <summary>Returns the text of a message, with calls of tools and their results as JSON; null where it holds anything else.</summary>
    public string? Of(ChatMessage message)
    {
        if (IsPlain(message))
        {
            return string.Join('\n', message.Contents.OfType<TextContent>().Select(content => content.Text));
        }

        var parts = new JsonArray();
        foreach (var content in message.Contents)
        {
            if (PartOf(content) is not { } part)
            {
                return null;
            }

            parts.Add(part);
        }

        return parts.ToJsonString();
    }

    private JsonObject? PartOf(AIContent content) => content switch
    {
        TextContent text => new JsonObject { ["text"] = text.Text },
        FunctionCallContent call => new JsonObject { ["call"] = Number(call.CallId), ["name"] = call.Name, ["arguments"] = JsonText.Of(call.Arguments) },
        FunctionResultContent { Result: AIContent or IEnumerable<AIContent> } => null,
        FunctionResultContent result => new JsonObject { ["result"] = Number(result.CallId), ["value"] = JsonText.Of(result.Result) },
        _ => null,
    };

    // The model draws the identifiers at random: counted, equal conversations are equal.
    private int Number(string callId)
    {
        if (!_calls.TryGetValue(callId, out var number))
        {
            number = _calls.Count;
            _calls.Add(callId, number);
        }

        return number;
    }
}
