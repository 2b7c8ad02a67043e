using System.Text.Json;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Upstream.Responses;

namespace SemanticCache.Server.Http.Responses;

/// <summary>Writes a response made by this service.</summary>
internal sealed class ResponseObject
{
    // What every response repeats of its request, with what stands there where the request is silent.
    private static readonly (string Name, string Default)[] Repeated =
    [
        ("background", "false"), ("instructions", "null"), ("max_output_tokens", "null"), ("metadata", "{}"), ("parallel_tool_calls", "true"),
        ("previous_response_id", "null"), ("reasoning", """{"effort":null,"summary":null}"""), ("service_tier", "\"default\""), ("store", "true"),
        ("temperature", "1"), ("text", """{"format":{"type":"text"}}"""), ("tool_choice", "\"auto\""), ("tools", "[]"), ("top_p", "1"),
        ("truncation", "\"disabled\""), ("user", "null"),
    ];

    private readonly FrontBody _request;
    private readonly string _id;
    private readonly string _model;
    private readonly long _created;
    private readonly bool _isHit;

    /// <param name="request">What every response repeats of its request.</param>
    /// <param name="id">What tells the response from others.</param>
    /// <param name="model">The model; empty where only the answer knows it.</param>
    /// <param name="created">When the answer was written, in seconds since 1970.</param>
    /// <param name="isHit">Whether the answer is a stored one.</param>
    public ResponseObject(FrontBody request, string id, string model, long created, bool isHit)
    {
        _request = request;
        _id = id;
        _model = model;
        _created = created;
        _isHit = isHit;
    }

    /// <summary>The identifier of the message.</summary>
    public string MessageId => "msg_" + _id;

    /// <summary>Returns the identifier of a call.</summary>
    public string CallId(int number) => $"fc_{_id}{number:00}";

    /// <summary>Returns how far an answer came, in the API's words.</summary>
    public static string StatusOf(Answer answer) => answer.FinishReason switch
    {
        ResponseStatus.Failed or ResponseStatus.Incomplete => answer.FinishReason,
        _ => ResponseStatus.IncompleteReason(answer.FinishReason) is null ? ResponseStatus.Completed : ResponseStatus.Incomplete,
    };

    /// <summary>Tells whether an answer has a message: always, but for calls alone.</summary>
    public static bool HasMessage(Answer answer) => answer.Text.Length > 0 || answer.ToolCalls.IsEmpty;

    /// <summary>Writes a response's members.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="answer">The answer; null where it has not been written yet.</param>
    public void Write(Utf8JsonWriter json, Answer? answer)
    {
        json.WriteString("id", "resp_" + _id);
        json.WriteString("object", "response");
        json.WriteNumber("created_at", _created);
        json.WriteString("status", answer is null ? "in_progress" : StatusOf(answer));
        json.WriteNull("error");
        WriteIncomplete(json, answer);
        json.WriteString("model", _model.Length > 0 ? _model : answer?.Model ?? "");
        json.WriteStartArray("output");
        if (answer is not null)
        {
            WriteOutput(json, answer);
        }

        json.WriteEndArray();
        foreach (var (name, otherwise) in Repeated)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(_request.Member(name)?.GetRawText() ?? otherwise);
        }

        WriteUsage(json, answer);
    }

    private static void WriteIncomplete(Utf8JsonWriter json, Answer? answer)
    {
        json.WritePropertyName("incomplete_details");
        if (answer is null || ResponseStatus.IncompleteReason(answer.FinishReason) is not { } reason)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("reason", reason);
        json.WriteEndObject();
    }

    private void WriteOutput(Utf8JsonWriter json, Answer answer)
    {
        if (HasMessage(answer))
        {
            ResponseItems.WriteMessage(json, MessageId, answer.Text, StatusOf(answer));
        }

        for (var number = 0; number < answer.ToolCalls.Length; number++)
        {
            ResponseItems.WriteCall(json, CallId(number), answer.ToolCalls[number], begins: false);
        }
    }

    // A hit costs no tokens: all of the prompt counts as cached, which is where clients look for savings.
    private void WriteUsage(Utf8JsonWriter json, Answer? answer)
    {
        json.WritePropertyName("usage");
        if (answer is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteNumber("input_tokens", answer.Usage.InputTokens);
        json.WriteStartObject("input_tokens_details");
        json.WriteNumber("cached_tokens", _isHit ? answer.Usage.InputTokens : answer.Usage.CachedInputTokens);
        json.WriteEndObject();
        json.WriteNumber("output_tokens", answer.Usage.OutputTokens);
        json.WriteStartObject("output_tokens_details");
        json.WriteNumber("reasoning_tokens", 0);
        json.WriteEndObject();
        json.WriteNumber("total_tokens", answer.Usage.InputTokens + answer.Usage.OutputTokens);
        json.WriteEndObject();
    }
}
