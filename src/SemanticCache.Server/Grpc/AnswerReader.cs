using SemanticCache.Core.Entries;

namespace SemanticCache.Server.Grpc;

/// <summary>Reads answers that callers bring.</summary>
internal static class AnswerReader
{
    /// <summary>Reads an answer and notes what is wrong; what is wrong with it as a whole, the admission rules say.</summary>
    public static Answer Read(Protocol.V1.Answer? answer, List<FieldMistake> mistakes)
    {
        if (answer is null)
        {
            mistakes.Add(new FieldMistake("answer", "must be given"));
            answer = new Protocol.V1.Answer();
        }

        if (answer.Usage is { InputTokens: < 0 } or { OutputTokens: < 0 })
        {
            mistakes.Add(new FieldMistake("answer.usage", "token counts must not be negative"));
        }

        return new Answer
        {
            Text = answer.Text,
            ToolCalls = [.. answer.ToolCalls.Select(call => new ToolCall(call.Id, call.Name, call.Arguments))],
            FinishReason = answer.FinishReason.Length > 0 ? answer.FinishReason
                : answer.ToolCalls.Count > 0 ? FinishReasons.ToolCalls
                : FinishReasons.Stop,
            Model = answer.Model,
            Usage = new TokenUsage(answer.Usage?.InputTokens ?? 0, answer.Usage?.OutputTokens ?? 0),
        };
    }
}
