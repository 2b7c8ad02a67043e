using System.Collections.Immutable;
using System.Text.Json;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Scoping;
using SemanticCache.Server.Grpc;

namespace SemanticCache.Server.Http.Responses;

/// <summary>
/// Reads the body of a request of the responses API. Only what the cache itself needs is checked; whatever else a caller sends is the upstream's
/// to judge, and takes part in the scope unless it is known not to change the answer.
/// </summary>
internal sealed class ResponseCallReader
{
    // They change who is billed, how fast it goes or what is kept, never what is said.
    private static readonly HashSet<string> Neutral = new(StringComparer.Ordinal)
    {
        "user", "metadata", "store", "stream", "stream_options", "service_tier", "safety_identifier", "prompt_cache_key", "prompt_cache_retention",
    };

    // They are facets of their own, or decide on a bypass.
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "model", "input", "instructions", "tools", "tool_choice", "text", "temperature", "top_p", "max_output_tokens", "top_logprobs", "include",
        "previous_response_id", "conversation", "background", "prompt",
    };

    private readonly FrontBody _body;
    private readonly List<FieldMistake> _mistakes;

    private ResponseCallReader(FrontBody body, List<FieldMistake> mistakes)
    {
        _body = body;
        _mistakes = mistakes;
    }

    /// <summary>Reads the request.</summary>
    /// <param name="body">The body.</param>
    /// <param name="headers">The headers.</param>
    /// <exception cref="RequestMistakeException">The body is no such request, or a header is wrong.</exception>
    public static ResponseCall Read(ReadOnlyMemory<byte> body, IHeaderDictionary headers)
    {
        var mistakes = new List<FieldMistake>();
        var read = FrontBody.ReadOrThrow(body);
        var request = new ResponseCallReader(read, mistakes).ReadRequest();
        var raw = new RawRequest(ApiDialect.OpenAIResponses, body, ProviderCredentials.Of(headers));
        return new ResponseCall(FrontBody.CompleteOrThrow(request, raw, headers, mistakes), read);
    }

    private CacheRequest ReadRequest()
    {
        // The provider has the rest of the request, so there may be no input here; nothing is looked up then either.
        var isWithProvider = IsWithProvider();
        var input = new ResponseInput(_mistakes);
        var messages = isWithProvider && _body.Member("input") is null ? [new ChatMessage(ChatRole.User, "")] : input.Read(_body.Member("input"));
        var bypass = BypassOf(isWithProvider, input.HasMore);
        return new CacheRequest
        {
            Caller = Caller.Nobody,
            Namespace = "",
            Messages = [.. ReadInstructions(), .. messages],
            Model = _body.Text("model"),
            Tools = ResponseSpelling.Tools(_body.Root),
            ResponseFormat = ResponseSpelling.Format(_body.Root),
            Sampling = new SamplingParameters
            {
                Temperature = _body.Number("temperature"),
                TopP = _body.Number("top_p"),
                MaximumOutputTokens = (int?)_body.Number("max_output_tokens"),
            },
            Parameters = ReadParameters(),
            Bypass = bypass,
        };
    }

    private bool IsWithProvider() =>
        _body.Member("previous_response_id") is not null || _body.Member("conversation") is not null || _body.Member("prompt") is not null
        || _body.Member("background") is { ValueKind: JsonValueKind.True };

    private BypassReason BypassOf(bool isWithProvider, bool hasMore)
    {
        if (isWithProvider)
        {
            return BypassReason.ProviderState;
        }

        var include = _body.Member("include") is { } list ? CanonicalMembers.Of(list) : "[]";
        if (include.Contains("logprobs", StringComparison.Ordinal) || (_body.Number("top_logprobs") ?? 0) > 0)
        {
            return BypassReason.TokenProbabilities;
        }

        var hasOtherInstructions = _body.Member("instructions") is { ValueKind: not JsonValueKind.String };
        return hasMore || hasOtherInstructions || include != "[]" || ResponseSpelling.HasOtherTool(_body.Root) ? BypassReason.NotText : BypassReason.None;
    }

    private ImmutableArray<ChatMessage> ReadInstructions() => _body.Text("instructions") is { Length: > 0 } instructions ? [new ChatMessage(ChatRole.System, instructions)] : [];

    // All that is asked of the text but its format, which is a facet of its own.
    private string ReadParameters()
    {
        var members = CanonicalMembers.Of(_body.Root, name => !Neutral.Contains(name) && !Known.Contains(name));
        var text = _body.Member("text") is { ValueKind: JsonValueKind.Object } given ? CanonicalMembers.Of(given, name => name != "format") : "";
        return text.Length == 0 ? members : members.Length == 0 ? $$"""{"text":{{text}}}""" : $$"""{"text":{{text}},{{members[1..]}}""";
    }
}
