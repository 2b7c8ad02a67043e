using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Upstream.Anthropic;
using SemanticCache.Server.Grpc;

namespace SemanticCache.Server.Http.Anthropic;

/// <summary>
/// Reads the body of a messages request. Only what the cache itself needs is checked; whatever else a caller sends is the upstream's to judge,
/// and takes part in the scope unless it is known not to change the answer.
/// </summary>
internal sealed class MessageCallReader
{
    // They change who is billed, how fast it goes or what the provider keeps of the prompt, never what is said.
    private static readonly HashSet<string> Neutral = new(StringComparer.Ordinal) { "metadata", "stream", "service_tier", MessageSpelling.CacheMark };

    // They are facets of their own.
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "model", "messages", "system", "tools", "tool_choice", "temperature", "top_p", "stop_sequences", "max_tokens",
    };

    private readonly FrontBody _body;
    private readonly List<FieldMistake> _mistakes;
    private BypassReason _bypass;

    private MessageCallReader(FrontBody body, List<FieldMistake> mistakes)
    {
        _body = body;
        _mistakes = mistakes;
    }

    /// <summary>Reads the request.</summary>
    /// <param name="body">The body.</param>
    /// <param name="headers">The headers.</param>
    /// <exception cref="RequestMistakeException">The body is no such request, or a header is wrong.</exception>
    public static MessageCall Read(ReadOnlyMemory<byte> body, IHeaderDictionary headers)
    {
        var mistakes = new List<FieldMistake>();
        var read = FrontBody.ReadOrThrow(body);
        var request = new MessageCallReader(read, mistakes).ReadRequest(headers[AnthropicHeaders.Beta].ToString());
        var raw = new RawRequest(ApiDialect.AnthropicMessages, body, ProviderCredentials.Of(headers));
        return new MessageCall(FrontBody.CompleteOrThrow(request, raw, headers, mistakes), read.WantsStream);
    }

    private CacheRequest ReadRequest(string beta)
    {
        var messages = ReadMessages();
        ReadBypass();
        return new CacheRequest
        {
            Caller = Caller.Nobody,
            Namespace = "",
            Messages = messages,
            Model = _body.Text("model"),
            Tools = ToolSpelling.Of(_body.Root),
            ResponseFormat = ReadFormat(),
            Sampling = ReadSampling(),
            Parameters = ReadParameters(beta),
            Bypass = _bypass,
        };
    }

    private void ReadBypass()
    {
        if (_body.Member("container") is not null)
        {
            _bypass = BypassReason.ProviderState;
        }
        else if (_body.Member("mcp_servers") is not null || ToolSpelling.HasProviderTool(_body.Root) || ThinksBeforeCalls())
        {
            _bypass = BypassReason.NotText;
        }
    }

    // The thoughts before a call must be sent back with its result, and no entry holds them.
    private bool ThinksBeforeCalls() =>
        _body.Member("tools") is not null
        && _body.Member("thinking") is { } thinking
        && !(thinking.ValueKind is JsonValueKind.Object && thinking.TryGetProperty("type", out var type) && type.ToString() == "disabled");

    private ImmutableArray<ChatMessage> ReadMessages()
    {
        if (_body.Member("messages") is not { ValueKind: JsonValueKind.Array } messages || messages.GetArrayLength() == 0)
        {
            _mistakes.Add(new FieldMistake("messages", "must be a list of at least one message"));
            return [];
        }

        var read = ImmutableArray.CreateBuilder<ChatMessage>(messages.GetArrayLength() + 1);
        if (_body.Member("system") is { } system && !(system.ValueKind is JsonValueKind.String && system.GetString()!.Length == 0))
        {
            read.Add(NewMessage(ChatRole.System, MessageContent.Read(system), system));
        }

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
            _mistakes.Add(new FieldMistake($"messages[{index}].role", "must be user or assistant"));
            return new ChatMessage(ChatRole.User, "");
        }

        var content = MessageContent.Read(message.TryGetProperty("content", out var given) ? given : default);
        var isPlain = message.EnumerateObject().All(member => member.Name is "role" or "content");
        return NewMessage(RoleOf(role.GetString()!, content), isPlain ? content : content with { Text = null }, message);
    }

    private ChatMessage NewMessage(ChatRole role, MessageContent content, JsonElement spelled)
    {
        _bypass = content.IsReplayable ? _bypass : BypassReason.NotText;

        // Whatever is more than role and text, such as calls of tools, must tell one turn from another.
        return new ChatMessage(role, content.Text ?? MessageSpelling.Of(spelled)) { IsPlain = content.Text is not null };
    }

    private static ChatRole RoleOf(string role, MessageContent content) => role switch
    {
        "assistant" => ChatRole.Assistant,
        "system" => ChatRole.System,
        _ => content.HasToolResult ? ChatRole.Tool : ChatRole.User,
    };

    private SamplingParameters ReadSampling() => new()
    {
        Temperature = _body.Number("temperature"),
        TopP = _body.Number("top_p"),
        MaximumOutputTokens = _body.Member("max_tokens") is { ValueKind: JsonValueKind.Number } most && most.TryGetInt32(out var tokens) ? tokens : null,
        Stop = _body.Member("stop_sequences") is { ValueKind: JsonValueKind.Array } stops ? [.. stops.EnumerateArray().Select(stop => stop.ToString())] : [],
    };

    // For an upstream of another API; the scope has the format among the parameters.
    private string ReadFormat()
    {
        var format = _body.Member("output_config") is { ValueKind: JsonValueKind.Object } output && output.TryGetProperty("format", out var inner)
            ? inner
            : _body.Member("output_format") ?? default;
        if (format.ValueKind is not JsonValueKind.Object)
        {
            return "";
        }

        return format.TryGetProperty("schema", out var schema)
            ? $$"""{"json_schema":{"name":"answer","schema":{{CanonicalMembers.Of(schema)}}},"type":"json_schema"}"""
            : CanonicalMembers.Of(format);
    }

    // The header switches features on that may change the answer.
    private string ReadParameters(string beta)
    {
        var members = CanonicalMembers.Of(_body.Root, name => !Neutral.Contains(name) && !Known.Contains(name));
        if (beta.Length == 0)
        {
            return members;
        }

        var header = new JsonObject { [AnthropicHeaders.Beta] = beta }.ToJsonString();
        return members.Length == 0 ? header : $"{header[..^1]},{members[1..]}";
    }
}
