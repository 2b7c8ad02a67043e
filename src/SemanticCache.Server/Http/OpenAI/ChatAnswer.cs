using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream;

namespace SemanticCache.Server.Http.OpenAI;

/// <summary>Writes one answer in the shape of chat completions: the upstream's own words where it sent any, else made from what is stored.</summary>
internal sealed class ChatAnswer
{
    private const string ChunkObject = "chat.completion.chunk";

    // What is written is read by programs, never placed into a page.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ChatCall _call;
    private readonly bool _isOwner;
    private readonly bool _isHit;
    private readonly string _id;
    private readonly string _model;
    private readonly long _created;
    private bool _hasOriginal;
    private bool _hasBegun;

    /// <param name="call">The request.</param>
    /// <param name="outcome">Where the answer comes from.</param>
    /// <param name="now">The present.</param>
    public ChatAnswer(ChatCall call, CacheOutcome outcome, DateTimeOffset now)
    {
        _call = call;
        _isHit = outcome.IsHit;

        // Whoever joined another's flight may have asked in another shape, or for another stream.
        _isOwner = !outcome.IsHit && outcome.Kind is not CacheOutcomeKind.Joined;
        _id = "chatcmpl-" + (outcome.Entry?.Id.Value ?? Guid.CreateVersion7()).ToString("N");
        _model = outcome.Entry?.Answer.Model is { Length: > 0 } model ? model : call.Request.Model;
        _created = (outcome.Entry?.CreatedAt ?? now).ToUnixTimeSeconds();
    }

    /// <summary>Returns the upstream's own words of a part that this caller may be sent as they are, or null.</summary>
    public string? Original(AnswerEvent part) => _isOwner && part is RawPart { Dialect: ApiDialect.OpenAIChat } raw ? raw.Json : null;

    /// <summary>Returns a whole answer.</summary>
    public string Whole(Answer answer) => Json(json =>
    {
        WriteHead(json, "chat.completion", answer.Model);
        json.WriteStartArray("choices");
        json.WriteStartObject();
        json.WriteNumber("index", 0);
        json.WriteStartObject("message");
        json.WriteString("role", "assistant");
        json.WriteString("content", answer.Text.Length == 0 && !answer.ToolCalls.IsEmpty ? null : answer.Text);
        WriteCalls(json, answer);
        json.WriteNull("refusal");
        json.WriteEndObject();
        json.WriteNull("logprobs");
        json.WriteString("finish_reason", answer.FinishReason);
        json.WriteEndObject();
        json.WriteEndArray();
        WriteUsage(json, answer.Usage);
    });

    /// <summary>Returns the chunks that tell of a part of a streamed answer.</summary>
    public IEnumerable<string> Chunks(AnswerEvent part)
    {
        if (Original(part) is { } original)
        {
            _hasOriginal = true;
            return _call.IncludeUsage || !IsUsageAlone(original) ? [original] : [];
        }

        // What follows the upstream's own words says the same again.
        return _hasOriginal ? [] : Made(part);
    }

    private IEnumerable<string> Made(AnswerEvent part)
    {
        if (part is RawPart)
        {
            yield break;
        }

        if (!_hasBegun)
        {
            _hasBegun = true;
            yield return Chunk(json =>
            {
                json.WriteString("role", "assistant");
                json.WriteString("content", "");
            });
        }

        switch (part)
        {
            case TextDelta text:
                yield return Chunk(json => json.WriteString("content", text.Text));
                break;
            case ToolCallDelta call:
                yield return Chunk(json =>
                {
                    json.WriteStartArray("tool_calls");
                    WriteCall(json, call.Index, call.Id, call.Name, call.Arguments);
                    json.WriteEndArray();
                });
                break;
            case AnswerEnd end:
                yield return Chunk(_ => { }, end.FinishReason, end.Model);
                if (_call.IncludeUsage)
                {
                    yield return UsageChunk(end);
                }

                break;
        }
    }

    private string Chunk(Action<Utf8JsonWriter> writeDelta, string? finishReason = null, string model = "") => Json(json =>
    {
        WriteHead(json, ChunkObject, model);
        json.WriteStartArray("choices");
        json.WriteStartObject();
        json.WriteNumber("index", 0);
        json.WriteStartObject("delta");
        writeDelta(json);
        json.WriteEndObject();
        json.WriteNull("logprobs");
        json.WriteString("finish_reason", finishReason);
        json.WriteEndObject();
        json.WriteEndArray();
    });

    private string UsageChunk(AnswerEnd end) => Json(json =>
    {
        WriteHead(json, ChunkObject, end.Model);
        json.WriteStartArray("choices");
        json.WriteEndArray();
        WriteUsage(json, end.Usage);
    });

    private void WriteHead(Utf8JsonWriter json, string kind, string model)
    {
        json.WriteString("id", _id);
        json.WriteString("object", kind);
        json.WriteNumber("created", _created);
        json.WriteString("model", _model.Length > 0 ? _model : model);
    }

    private static void WriteCalls(Utf8JsonWriter json, Answer answer)
    {
        if (answer.ToolCalls.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("tool_calls");
        foreach (var call in answer.ToolCalls)
        {
            WriteCall(json, index: null, call.Id, call.Name, call.Arguments);
        }

        json.WriteEndArray();
    }

    private static void WriteCall(Utf8JsonWriter json, int? index, string id, string name, string arguments)
    {
        json.WriteStartObject();
        if (index is { } place)
        {
            json.WriteNumber("index", place);
        }

        if (id.Length > 0)
        {
            json.WriteString("id", id);
            json.WriteString("type", "function");
        }

        json.WriteStartObject("function");
        if (name.Length > 0)
        {
            json.WriteString("name", name);
        }

        json.WriteString("arguments", arguments);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // A hit costs no tokens: all of the prompt counts as cached, which is where clients look for savings.
    private void WriteUsage(Utf8JsonWriter json, TokenUsage usage)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("prompt_tokens", usage.InputTokens);
        json.WriteNumber("completion_tokens", usage.OutputTokens);
        json.WriteNumber("total_tokens", usage.InputTokens + usage.OutputTokens);
        if (_isHit)
        {
            json.WriteStartObject("prompt_tokens_details");
            json.WriteNumber("cached_tokens", usage.InputTokens);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static bool IsUsageAlone(string chunk)
    {
        using var parsed = JsonDocument.Parse(chunk);
        return parsed.RootElement.TryGetProperty("choices", out var choices) && choices is { ValueKind: JsonValueKind.Array } && choices.GetArrayLength() == 0
            && parsed.RootElement.TryGetProperty("usage", out var usage) && usage.ValueKind is JsonValueKind.Object;
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
