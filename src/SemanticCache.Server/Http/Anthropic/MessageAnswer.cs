using System.Text.Json;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream;
using SemanticCache.Core.Upstream.Anthropic;

namespace SemanticCache.Server.Http.Anthropic;

/// <summary>Writes one answer in the shape of a message.</summary>
internal sealed class MessageAnswer : AnswerWriter
{
    private readonly TokenUsage _usage;
    private readonly AnswerCapture _calls = new();
    private bool _hasBegun;
    private bool _hasOpenText;
    private int _blocks;

    /// <param name="call">The request.</param>
    /// <param name="outcome">Where the answer comes from.</param>
    public MessageAnswer(MessageCall call, CacheOutcome outcome)
        : base(call.Request, ApiDialect.AnthropicMessages, outcome)
    {
        _usage = outcome.Entry?.Answer.Usage ?? default;
    }

    /// <inheritdoc/>
    public override string Whole(Answer answer) => Json(json =>
    {
        WriteHead(json, answer.Model);
        json.WriteStartArray("content");
        if (answer.Text.Length > 0)
        {
            MessageBlocks.WriteText(json, answer.Text);
        }

        foreach (var call in answer.ToolCalls)
        {
            MessageBlocks.WriteCall(json, call);
        }

        json.WriteEndArray();
        WriteEnd(json, answer.FinishReason);
        WriteUsage(json, answer.Usage);
    });

    /// <inheritdoc/>
    public override (string Name, string Json) Failure(UpstreamException failure) => ("error", AnthropicErrorShape.Of(failure));

    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string Json)> Made(AnswerEvent part) => [.. Beginning(), .. OfPart(part)];

    private IEnumerable<(string Name, string Json)> Beginning()
    {
        if (_hasBegun)
        {
            yield break;
        }

        _hasBegun = true;
        yield return Event("message_start", json =>
        {
            json.WriteStartObject("message");
            WriteHead(json, model: "");
            json.WriteStartArray("content");
            json.WriteEndArray();
            WriteEnd(json, finishReason: null);
            WriteUsage(json, _usage with { OutputTokens = 0 });
            json.WriteEndObject();
        });
    }

    private IEnumerable<(string Name, string Json)> OfPart(AnswerEvent part)
    {
        switch (part)
        {
            case TextDelta text:
                return [.. OpenText(), Event("content_block_delta", json => MessageBlocks.WriteDelta(json, _blocks, "text_delta", "text", text.Text))];
            case ToolCallDelta:
                // Another API may write several calls at once; blocks follow one another, so calls wait for the end.
                _calls.Add(part);
                return [];
            case AnswerEnd end:
                _calls.Add(end);
                return [.. CloseText(), .. _calls.Finish()!.ToolCalls.SelectMany(Call), .. Ending(end)];
            default:
                return [];
        }
    }

    private IEnumerable<(string Name, string Json)> OpenText()
    {
        if (!_hasOpenText)
        {
            _hasOpenText = true;
            yield return Event("content_block_start", json => MessageBlocks.WriteStart(json, _blocks, inner => MessageBlocks.WriteText(inner, "")));
        }
    }

    private IEnumerable<(string Name, string Json)> CloseText()
    {
        if (_hasOpenText)
        {
            _hasOpenText = false;
            yield return Stop(_blocks++);
        }
    }

    private IEnumerable<(string Name, string Json)> Call(ToolCall call)
    {
        yield return Event("content_block_start", json => MessageBlocks.WriteStart(json, _blocks, inner => MessageBlocks.WriteCall(inner, call with { Arguments = "" })));
        yield return Event("content_block_delta", json => MessageBlocks.WriteDelta(json, _blocks, "input_json_delta", "partial_json", call.Arguments));
        yield return Stop(_blocks++);
    }

    private static (string Name, string Json) Stop(int index) => Event("content_block_stop", json => json.WriteNumber("index", index));

    private IEnumerable<(string Name, string Json)> Ending(AnswerEnd end)
    {
        yield return Event("message_delta", json =>
        {
            json.WriteStartObject("delta");
            WriteEnd(json, end.FinishReason);
            json.WriteEndObject();
            WriteUsage(json, end.Usage);
        });
        yield return Event("message_stop", _ => { });
    }

    private void WriteHead(Utf8JsonWriter json, string model)
    {
        json.WriteString("id", "msg_" + Id);
        json.WriteString("type", "message");
        json.WriteString("role", "assistant");
        json.WriteString("model", ModelOr(model));
    }

    private static void WriteEnd(Utf8JsonWriter json, string? finishReason)
    {
        json.WriteString("stop_reason", finishReason is null ? null : StopReasons.Of(finishReason));
        json.WriteNull("stop_sequence");
    }

    // A hit costs no tokens: all of the prompt counts as read from a cache, which is where clients look for savings.
    private void WriteUsage(Utf8JsonWriter json, TokenUsage usage)
    {
        var cached = IsHit ? usage.InputTokens : usage.CachedInputTokens;
        json.WriteStartObject("usage");
        json.WriteNumber("input_tokens", usage.InputTokens - cached);
        json.WriteNumber("cache_creation_input_tokens", 0);
        json.WriteNumber("cache_read_input_tokens", cached);
        json.WriteNumber("output_tokens", usage.OutputTokens);
        json.WriteEndObject();
    }

    private static (string Name, string Json) Event(string type, Action<Utf8JsonWriter> write) => (type, Json(json =>
    {
        json.WriteString("type", type);
        write(json);
    }));
}
