using System.Text.Json;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream;

namespace SemanticCache.Server.Http.OpenAI;

/// <summary>Writes one answer in the shape of chat completions.</summary>
internal sealed class ChatAnswer : AnswerWriter
{
    private const string ChunkObject = "chat.completion.chunk";
    private const string EndOfStream = "[DONE]";

    private readonly bool _includesUsage;
    private readonly long _created;
    private bool _hasBegun;

    /// <param name="call">The request.</param>
    /// <param name="outcome">Where the answer comes from.</param>
    /// <param name="now">The present.</param>
    public ChatAnswer(ChatCall call, CacheOutcome outcome, DateTimeOffset now)
        : base(call.Request, ApiDialect.OpenAIChat, outcome)
    {
        _includesUsage = call.IncludeUsage;
        _created = (outcome.Entry?.CreatedAt ?? now).ToUnixTimeSeconds();
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, string Json)> Closing => [("", EndOfStream)];

    /// <inheritdoc/>
    public override string Whole(Answer answer) => Json(json =>
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

    /// <inheritdoc/>
    public override (string Name, string Json) Failure(UpstreamException failure) => ("", OpenAIErrors.Of(failure));

    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string Json)> Passed(RawPart original) =>
        _includesUsage || !IsUsageAlone(original.Json) ? base.Passed(original) : [];

    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string Json)> Made(AnswerEvent part)
    {
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
                if (_includesUsage)
                {
                    yield return UsageChunk(end);
                }

                break;
        }
    }

    private (string Name, string Json) Chunk(Action<Utf8JsonWriter> writeDelta, string? finishReason = null, string model = "") => ("", Json(json =>
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
    }));

    private (string Name, string Json) UsageChunk(AnswerEnd end) => ("", Json(json =>
    {
        WriteHead(json, ChunkObject, end.Model);
        json.WriteStartArray("choices");
        json.WriteEndArray();
        WriteUsage(json, end.Usage);
    }));

    private void WriteHead(Utf8JsonWriter json, string kind, string model)
    {
        json.WriteString("id", "chatcmpl-" + Id);
        json.WriteString("object", kind);
        json.WriteNumber("created", _created);
        json.WriteString("model", ModelOr(model));
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
        var cached = IsHit ? usage.InputTokens : usage.CachedInputTokens;
        if (IsHit || cached > 0)
        {
            json.WriteStartObject("prompt_tokens_details");
            json.WriteNumber("cached_tokens", cached);
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
}
