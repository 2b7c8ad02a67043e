using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Scoping;
using SemanticCache.Server.Grpc;

namespace SemanticCache.Server.Http.OpenAI;

/// <summary>
/// Reads the body of a chat-completions request. Only what the cache itself needs is checked; whatever else a caller sends is the upstream's to
/// judge, and takes part in the scope unless it is known not to change the answer.
/// </summary>
internal sealed class ChatCallReader
{
    // They change who is billed, how fast it goes or what is logged, never what is said.
    private static readonly HashSet<string> Neutral = new(StringComparer.Ordinal)
    {
        "user", "metadata", "store", "stream", "stream_options", "service_tier", "safety_identifier", "prompt_cache_key", "prompt_cache_retention",
    };

    // They are facets of their own, or decide on a bypass.
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "model", "messages", "tools", "tool_choice", "response_format", "temperature", "top_p", "seed", "max_tokens", "max_completion_tokens", "stop",
        "n", "logprobs", "top_logprobs",
    };

    private readonly FrontBody _body;
    private readonly List<FieldMistake> _mistakes;
    private BypassReason _bypass;

    private ChatCallReader(FrontBody body, List<FieldMistake> mistakes)
    {
        _body = body;
        _mistakes = mistakes;
    }

    /// <summary>Reads the request.</summary>
    /// <param name="body">The body.</param>
    /// <param name="headers">The headers.</param>
    /// <exception cref="RequestMistakeException">The body is no such request, or a header is wrong.</exception>
    public static ChatCall Read(ReadOnlyMemory<byte> body, IHeaderDictionary headers)
    {
        var mistakes = new List<FieldMistake>();
        var read = FrontBody.ReadOrThrow(body);
        var request = new ChatCallReader(read, mistakes).ReadRequest();
        var raw = new RawRequest(ApiDialect.OpenAIChat, body, ProviderCredentials.Of(headers));
        return new ChatCall(FrontBody.CompleteOrThrow(request, raw, headers, mistakes), read.WantsStream, WantsUsage(read));
    }

    private CacheRequest ReadRequest()
    {
        var messages = ReadMessages();
        ReadBypass();
        return new CacheRequest
        {
            Caller = Caller.Nobody,
            Namespace = "",
            Messages = messages,
            Model = _body.Text("model"),
            Tools = _body.Member("tools") is null ? "" : CanonicalMembers.Of(_body.Root, name => name is "tools" or "tool_choice"),
            ResponseFormat = _body.Member("response_format") is { } format ? CanonicalMembers.Of(format) : "",
            Sampling = ReadSampling(),
            Parameters = CanonicalMembers.Of(_body.Root, name => !Neutral.Contains(name) && !Known.Contains(name)),
            Bypass = _bypass,
        };
    }

    private static bool WantsUsage(FrontBody body) => body.Member("stream_options") is { ValueKind: JsonValueKind.Object } options
        && options.TryGetProperty("include_usage", out var include) && include.ValueKind is JsonValueKind.True;

    private void ReadBypass()
    {
        if (_body.Member("n") is { } n && !(n.ValueKind is JsonValueKind.Number && n.GetDouble() == 1))
        {
            _bypass = BypassReason.SeveralAnswers;
        }
        else if (_body.Member("logprobs") is { ValueKind: JsonValueKind.True } || _body.Member("top_logprobs") is not null)
        {
            _bypass = BypassReason.TokenProbabilities;
        }
        else if (_body.Member("audio") is not null)
        {
            _bypass = BypassReason.NotText;
        }
    }

    private ImmutableArray<ChatMessage> ReadMessages()
    {
        if (_body.Member("messages") is not { ValueKind: JsonValueKind.Array } messages || messages.GetArrayLength() == 0)
        {
            _mistakes.Add(new FieldMistake("messages", "must be a list of at least one message"));
            return [];
        }

        var read = ImmutableArray.CreateBuilder<ChatMessage>(messages.GetArrayLength());
        var index = 0;
        foreach (var message in messages.EnumerateArray())
        {
            read.Add(ReadMessage(message, index++));
        }

        return read.DrainToImmutable();
    }

    private ChatMessage ReadMessage(JsonElement message, int index)
    {
        if (message.ValueKind is not JsonValueKind.Object || !message.TryGetProperty("role", out var role) || role.ValueKind is not JsonValueKind.String)
        {
            _mistakes.Add(new FieldMistake($"messages[{index}].role", "must be a text such as user or system"));
            return new ChatMessage(ChatRole.User, "");
        }

        // Whatever is more than role and text, such as calls of tools, must tell one turn from another.
        var isPlain = message.EnumerateObject().All(member => member.Name is "role" or "content");
        var text = isPlain && message.TryGetProperty("content", out var content) ? TextOf(content) : null;
        return new ChatMessage(RoleOf(role.GetString()!), text ?? CanonicalMembers.Of(message)) { IsPlain = text is not null };
    }

    // Null where the content is more than text: then no stored answer can stand for it.
    private string? TextOf(JsonElement content)
    {
        if (content.ValueKind is JsonValueKind.String)
        {
            return content.GetString()!;
        }

        if (content.ValueKind is not JsonValueKind.Array)
        {
            return null;
        }

        var text = new StringBuilder();
        foreach (var part in content.EnumerateArray())
        {
            if (part.ValueKind is JsonValueKind.Object && part.TryGetProperty("type", out var type) && type.ValueEquals("text")
                && part.TryGetProperty("text", out var piece) && piece.ValueKind is JsonValueKind.String)
            {
                text.Append(text.Length == 0 ? "" : "\n").Append(piece.GetString());
            }
            else
            {
                _bypass = BypassReason.NotText;
                return null;
            }
        }

        return text.ToString();
    }

    private static ChatRole RoleOf(string role) => role switch
    {
        "system" or "developer" => ChatRole.System,
        "assistant" => ChatRole.Assistant,
        "tool" or "function" => ChatRole.Tool,
        _ => ChatRole.User,
    };

    private SamplingParameters ReadSampling() => new()
    {
        Temperature = _body.Number("temperature"),
        TopP = _body.Number("top_p"),
        Seed = (long?)_body.Number("seed"),
        MaximumOutputTokens = (int?)(_body.Number("max_completion_tokens") ?? _body.Number("max_tokens")),
        Stop = _body.Member("stop") switch
        {
            { ValueKind: JsonValueKind.String } stop => [stop.GetString()!],
            { ValueKind: JsonValueKind.Array } stops => [.. stops.EnumerateArray().Select(stop => stop.ToString())],
            _ => [],
        },
    };
}
