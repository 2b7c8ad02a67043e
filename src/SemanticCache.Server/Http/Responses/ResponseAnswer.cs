using System.Text.Json;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream;
using SemanticCache.Core.Upstream.Responses;
using SemanticCache.Server.Http.OpenAI;

namespace SemanticCache.Server.Http.Responses;

/// <summary>Writes one answer in the shape of a response.</summary>
internal sealed class ResponseAnswer : AnswerWriter
{
    private readonly ResponseObject _response;
    private readonly AnswerCapture _capture = new();
    private bool _hasBegun;
    private bool _hasMessage;
    private int _sequence;

    /// <param name="call">The request.</param>
    /// <param name="outcome">Where the answer comes from.</param>
    /// <param name="now">The present.</param>
    public ResponseAnswer(ResponseCall call, CacheOutcome outcome, DateTimeOffset now)
        : base(call.Request, ApiDialect.OpenAIResponses, outcome)
    {
        var created = (outcome.Entry?.CreatedAt ?? now).ToUnixTimeSeconds();
        _response = new ResponseObject(call.Body, Id, Model, created, IsHit);
    }

    /// <inheritdoc/>
    public override string Whole(Answer answer) => Json(json => _response.Write(json, answer));

    /// <summary>Returns the event that tells of a failure: the upstream's own where it sent one of this API.</summary>
    public override (string Name, string Json) Failure(UpstreamException failure)
    {
        if (IsOwner && failure.Body is { } body && NameOf(body) is { } name)
        {
            return (name, body);
        }

        return Event(ResponseEvents.Error, json =>
        {
            json.WriteString("code", OpenAIErrors.CodeOf(failure));
            json.WriteString("message", failure.Message);
            json.WriteNull("param");
        });
    }

    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string Json)> Passed(RawPart original)
    {
        _sequence++;
        return base.Passed(original);
    }

    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string Json)> Made(AnswerEvent part) => [.. Beginning(), .. OfPart(part)];

    private static string? NameOf(string body)
    {
        try
        {
            using var parsed = JsonDocument.Parse(body);
            return parsed.RootElement.ValueKind is JsonValueKind.Object && parsed.RootElement.TryGetProperty("type", out var type)
                && type.ToString() is ResponseEvents.Error or ResponseEvents.Failed
                ? type.ToString()
                : null;
        }
        catch (JsonException)
        {
            // Not the provider's words but those of something between: a page of HTML, or a body cut short.
            return null;
        }
    }

    private IEnumerable<(string Name, string Json)> Beginning()
    {
        if (_hasBegun)
        {
            yield break;
        }

        _hasBegun = true;
        yield return Whole(ResponseEvents.Created, answer: null);
        yield return Whole(ResponseEvents.InProgress, answer: null);
    }

    private List<(string Name, string Json)> OfPart(AnswerEvent part)
    {
        _capture.Add(part);
        switch (part)
        {
            case TextDelta text:
                return [.. OpenMessage(), OfMessage(ResponseEvents.TextDelta, json =>
                {
                    json.WriteString("delta", text.Text);
                    WriteNoProbabilities(json);
                })];
            case AnswerEnd:
                return Ending(_capture.Finish()!);
            default:
                // Another API may write several calls at once; items follow one another, so calls wait for the end.
                return [];
        }
    }

    private IEnumerable<(string Name, string Json)> OpenMessage()
    {
        if (_hasMessage)
        {
            yield break;
        }

        _hasMessage = true;
        yield return Item(ResponseEvents.ItemAdded, 0, json => ResponseItems.WriteMessage(json, _response.MessageId, text: null, ResponseStatus.Completed));
        yield return OfMessage(ResponseEvents.PartAdded, json => WritePart(json, ""));
    }

    private IEnumerable<(string Name, string Json)> CloseMessage(Answer answer)
    {
        yield return OfMessage(ResponseEvents.TextDone, json =>
        {
            json.WriteString("text", answer.Text);
            WriteNoProbabilities(json);
        });
        yield return OfMessage(ResponseEvents.PartDone, json => WritePart(json, answer.Text));
        yield return Item(ResponseEvents.ItemDone, 0, json => ResponseItems.WriteMessage(json, _response.MessageId, answer.Text, ResponseObject.StatusOf(answer)));
    }

    private List<(string Name, string Json)> Ending(Answer answer)
    {
        var events = new List<(string Name, string Json)>();
        if (ResponseObject.HasMessage(answer))
        {
            events.AddRange(OpenMessage());
            events.AddRange(CloseMessage(answer));
        }

        for (var number = 0; number < answer.ToolCalls.Length; number++)
        {
            events.AddRange(Call(number, answer.ToolCalls[number]));
        }

        events.Add(Whole(ResponseObject.StatusOf(answer) == ResponseStatus.Completed ? ResponseEvents.Completed : ResponseEvents.Incomplete, answer));
        return events;
    }

    private IEnumerable<(string Name, string Json)> Call(int number, ToolCall call)
    {
        var id = _response.CallId(number);
        var index = number + (_hasMessage ? 1 : 0);
        yield return Item(ResponseEvents.ItemAdded, index, json => ResponseItems.WriteCall(json, id, call, begins: true));
        yield return OfItem(ResponseEvents.ArgumentsDelta, id, index, json => json.WriteString("delta", call.Arguments));
        yield return OfItem(ResponseEvents.ArgumentsDone, id, index, json =>
        {
            json.WriteString("name", call.Name);
            json.WriteString("arguments", call.Arguments);
        });
        yield return Item(ResponseEvents.ItemDone, index, json => ResponseItems.WriteCall(json, id, call, begins: false));
    }

    private static void WritePart(Utf8JsonWriter json, string text)
    {
        json.WritePropertyName("part");
        ResponseItems.WriteText(json, text);
    }

    private static void WriteNoProbabilities(Utf8JsonWriter json)
    {
        json.WriteStartArray("logprobs");
        json.WriteEndArray();
    }

    private (string Name, string Json) Whole(string name, Answer? answer) => Event(name, json =>
    {
        json.WriteStartObject("response");
        _response.Write(json, answer);
        json.WriteEndObject();
    });

    private (string Name, string Json) Item(string name, int index, Action<Utf8JsonWriter> write) => Event(name, json =>
    {
        json.WriteNumber("output_index", index);
        json.WritePropertyName("item");
        write(json);
    });

    private (string Name, string Json) OfMessage(string name, Action<Utf8JsonWriter> write) => OfItem(name, _response.MessageId, 0, json =>
    {
        json.WriteNumber("content_index", 0);
        write(json);
    });

    private (string Name, string Json) OfItem(string name, string id, int index, Action<Utf8JsonWriter> write) => Event(name, json =>
    {
        json.WriteString("item_id", id);
        json.WriteNumber("output_index", index);
        write(json);
    });

    private (string Name, string Json) Event(string name, Action<Utf8JsonWriter> write) => (name, Json(json =>
    {
        json.WriteString("type", name);
        json.WriteNumber("sequence_number", _sequence++);
        write(json);
    }));
}
