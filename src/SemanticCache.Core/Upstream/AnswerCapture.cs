using System.Text;
using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Upstream;

/// <summary>Puts an answer together from its parts.</summary>
internal sealed class AnswerCapture
{
    // A piece must fit the smallest message that the wire may be limited to, in three bytes a character.
    private const int LongestPiece = 16 * 1024;

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
        for (var start = 0; start < answer.Text.Length;)
        {
            var length = PieceLength(answer.Text, start);
            yield return new TextDelta(answer.Text.Substring(start, length));
            start += length;
        }

        for (var i = 0; i < answer.ToolCalls.Length; i++)
        {
            var call = answer.ToolCalls[i];
            yield return new ToolCallDelta(i, call.Id, call.Name, call.Arguments);
        }

        yield return new AnswerEnd(answer.FinishReason, answer.Model, answer.Usage);
    }

    // Never between the two halves of a surrogate pair: neither half is text.
    private static int PieceLength(string text, int start)
    {
        var length = Math.Min(LongestPiece, text.Length - start);
        return start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]) ? length - 1 : length;
    }
}
