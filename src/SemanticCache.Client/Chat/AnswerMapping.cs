using System.Text.Json;
using Microsoft.Extensions.AI;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Client.Chat;

/// <summary>Stored answers as chat responses, and the reverse.</summary>
internal static class AnswerMapping
{
    private const string Stop = "stop";
    private const string ToolCalls = "tool_calls";

    /// <summary>Returns a stored answer as a response.</summary>
    public static ChatResponse ToResponse(Answer answer, string entryId)
    {
        var message = new ChatMessage(ChatRole.Assistant, [.. answer.ToolCalls.Select(ToContent)]) { MessageId = entryId };
        if (answer.Text.Length > 0)
        {
            message.Contents.Insert(0, new TextContent(answer.Text));
        }

        return new ChatResponse(message)
        {
            ResponseId = entryId,
            ModelId = answer.Model.Length > 0 ? answer.Model : null,
            FinishReason = new ChatFinishReason(answer.FinishReason.Length > 0 ? answer.FinishReason : Stop),
            Usage = answer.Usage is { } usage ? ToDetails(usage) : null,
        };
    }

    /// <summary>Returns a response as an answer to store; null where it is not whole, or holds what an answer cannot.</summary>
    public static Answer? ToAnswer(ChatResponse response)
    {
        var finish = response.FinishReason?.Value;
        if (finish is not (Stop or ToolCalls) || response.Messages is not [{ } message] || message.Role != ChatRole.Assistant)
        {
            return null;
        }

        var answer = new Answer { FinishReason = finish, Model = response.ModelId ?? "" };
        if (!message.Contents.All(content => TryAdd(content, answer)) || (answer.Text.Length == 0 && answer.ToolCalls.Count == 0))
        {
            return null;
        }

        // Providers want the reasoning behind a call of a tool back with its result, and a stored answer has none.
        if (answer.ToolCalls.Count > 0 && message.Contents.Any(content => content is TextReasoningContent))
        {
            return null;
        }

        if (response.Usage is { } usage)
        {
            answer.Usage = new TokenUsage { InputTokens = Count(usage.InputTokenCount), OutputTokens = Count(usage.OutputTokenCount) };
        }

        return answer;
    }

    private static bool TryAdd(AIContent content, Answer answer)
    {
        switch (content)
        {
            case TextContent { Annotations: null or { Count: 0 } } text:
                answer.Text += text.Text;
                return true;
            case FunctionCallContent { Exception: null } call:
                answer.ToolCalls.Add(new ToolCall { Id = call.CallId, Name = call.Name, Arguments = JsonText.Of(call.Arguments)?.ToJsonString() ?? "{}" });
                return true;
            default:
                return content is TextReasoningContent or UsageContent;
        }
    }

    private static FunctionCallContent ToContent(ToolCall call) => FunctionCallContent.CreateFromParsedArguments(
        call.Arguments, call.Id, call.Name, json => JsonSerializer.Deserialize<Dictionary<string, object?>>(json, AIJsonUtilities.DefaultOptions));

    // As the service's other fronts say it: the tokens are those of the stored answer, and all of the prompt was cached.
    private static UsageDetails ToDetails(TokenUsage usage) => new()
    {
        InputTokenCount = usage.InputTokens,
        OutputTokenCount = usage.OutputTokens,
        TotalTokenCount = (long)usage.InputTokens + usage.OutputTokens,
        CachedInputTokenCount = usage.InputTokens,
    };

    private static int Count(long? tokens) => (int)Math.Clamp(tokens ?? 0, 0, int.MaxValue);
}
