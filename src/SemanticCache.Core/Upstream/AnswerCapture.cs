using System.Text;
using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Upstream;

/// <summary>Puts an answer together from its parts.</summary>
internal sealed class AnswerCapture
{
    private readonly StringBuilder _text = new();
    private readonly SortedDictionary<int, ToolCall> _toolCalls = [];
    private AnswerEnd? _end;

    /// <summary>Takes in the next part.</summary>
    public void Add(AnswerEvent part)
    {
        switch (part)
        {
            case TextDelta delta:
                _text.Append(delta.Text);
                break;
            case ToolCallDelta delta:
                var call = _toolCalls.GetValueOrDefault(delta.Index, new ToolCall("", "", ""));
                _toolCalls[delta.Index] = new ToolCall(call.Id + delta.Id, call.Name + delta.Name, call.Arguments + delta.Arguments);
                break;
            case AnswerEnd end:
                _end = end;
                break;
        }
    }

    /// <summary>Returns the answer, or null while its end has not come.</summary>
    public Answer? Finish() => _end is null
        ? null
        : new Answer
        {
            Text = _text.ToString(),
            ToolCalls = [.. _toolCalls.Values],
            FinishReason = _end.FinishReason,
            Model = _end.Model,
            Usage = _end.Usage,
        };

    /// <summary>Returns the parts that replay a whole answer.</summary>
    public static IEnumerable<AnswerEvent> Replay(Answer answer)
    {
        if (answer.Text.Length > 0)
        {
            yield return new TextDelta(answer.Text);
        }

        for (var i = 0; i < answer.ToolCalls.Length; i++)
        {
            var call = answer.ToolCalls[i];
            yield return new ToolCallDelta(i, call.Id, call.Name, call.Arguments);
        }

        yield return new AnswerEnd(answer.FinishReason, answer.Model, answer.Usage);
    }
}
