using System.Collections.Immutable;
using System.Text.Json;

namespace SemanticCache.Core.Upstream.Anthropic;

/// <summary>Turns the blocks of one message into an answer's parts.</summary>
internal sealed class MessageParts
{
    private readonly Dictionary<int, ToolBlock> _tools = [];
    private string? _stopReason;
    private string _model = "";
    private MessageUsage? _usage;
    private bool _hasThinking;
    private bool _hasMore;

    /// <summary>The end of the answer, or null while the model has not stopped.</summary>
    /// <remarks>
    /// An answer that no entry can hold whole keeps Anthropic's own word for its end, which the admission rules do not take for a whole answer:
    /// one with other blocks than text and calls, and one that thought before it called, because its caller must send the thoughts back.
    /// </remarks>
    public AnswerEnd? End => _stopReason is null
        ? null
        : new AnswerEnd(
            _hasMore || (_hasThinking && _tools.Count > 0) ? _stopReason : StopReasons.ToFinishReason(_stopReason), _model, _usage?.Total() ?? default);

    /// <summary>Notes the head of a message, or a whole one but for its blocks.</summary>
    public void Note(WholeMessage message)
    {
        _model = message.Model ?? _model;
        Note(message.StopReason, message.Usage);
    }

    /// <summary>Notes why the model stopped, and the tokens used so far.</summary>
    public void Note(string? stopReason, MessageUsage? usage)
    {
        _stopReason = stopReason ?? _stopReason;
        _usage = usage?.Over(_usage) ?? _usage;
    }

    /// <summary>Returns the parts of a block's beginning.</summary>
    public ImmutableArray<AnswerEvent> Begin(int index, MessageBlock block)
    {
        switch (block.Type)
        {
            case "text":
                _hasMore |= block.Citations is { ValueKind: JsonValueKind.Array } citations && citations.GetArrayLength() > 0;
                return Text(block.Text);
            case "tool_use":
                var arguments = block.Input is { ValueKind: JsonValueKind.Object } input && input.EnumerateObject().Any() ? input.GetRawText() : "";
                var tool = new ToolBlock(_tools.Count, arguments.Length > 0);
                _tools[index] = tool;
                return [new ToolCallDelta(tool.Number, block.Id ?? "", block.Name ?? "", arguments)];
            case "thinking" or "redacted_thinking":
                _hasThinking = true;
                return [];
            default:
                _hasMore = true;
                return [];
        }
    }

    /// <summary>Returns the parts of more of a block.</summary>
    public ImmutableArray<AnswerEvent> Continue(int index, MessageBlockDelta delta)
    {
        switch (delta.Type)
        {
            case "text_delta":
                return Text(delta.Text);
            case "input_json_delta" when _tools.TryGetValue(index, out var tool):
                _tools[index] = tool with { HasArguments = tool.HasArguments || !string.IsNullOrEmpty(delta.PartialJson) };
                return string.IsNullOrEmpty(delta.PartialJson) ? [] : [new ToolCallDelta(tool.Number, "", "", delta.PartialJson)];
            case "citations_delta":
                _hasMore = true;
                return [];
            default:
                return [];
        }
    }

    /// <summary>Returns the parts of a block's end: a tool without parameters is called with an empty object.</summary>
    public ImmutableArray<AnswerEvent> Finish(int index) =>
        _tools.TryGetValue(index, out var tool) && !tool.HasArguments ? [new ToolCallDelta(tool.Number, "", "", "{}")] : [];

    private static ImmutableArray<AnswerEvent> Text(string? text) => string.IsNullOrEmpty(text) ? [] : [new TextDelta(text)];

    private readonly record struct ToolBlock(int Number, bool HasArguments);
}
