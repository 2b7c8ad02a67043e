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

    private readonly JsonElement _body;
    private readonly List<FieldMistake> _mistakes;

    private ResponseCallReader(JsonElement body, List<FieldMistake> mistakes)
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
        var reader = new ResponseCallReader(Parse(body), mistakes);
        var request = reader.ReadRequest() with
        {
            Namespace = CacheHeaders.ReadNamespace(headers, mistakes),
            Controls = CacheHeaders.ReadControls(headers, mistakes),
            Raw = new RawRequest(ApiDialect.OpenAIResponses, body, ProviderCredentials.Of(headers)),
        };
        return mistakes.Count == 0
            ? new ResponseCall(request, reader.Member("stream") is { ValueKind: JsonValueKind.True }, reader._body)
            : throw new RequestMistakeException(mistakes);
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind is JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new RequestMistakeException([new FieldMistake("body", "must be a JSON object")]);
        }
        catch (JsonException mistake)
        {
            throw new RequestMistakeException([new FieldMistake("body", $"is not JSON: {mistake.Message}")]);
        }
    }

    private CacheRequest ReadRequest()
    {
        // The provider has the rest of the request, so there may be no input here; nothing is looked up then either.
        var isWithProvider = IsWithProvider();
        var input = new ResponseInput(_mistakes);
        var messages = isWithProvider && Member("input") is null ? [new ChatMessage(ChatRole.User, "")] : input.Read(Member("input"));
        var bypass = BypassOf(isWithProvider, input.HasMore);
        return new CacheRequest
        {
            Caller = Caller.Local,
            Namespace = "",
            Messages = [.. ReadInstructions(), .. messages],
            Model = Text("model"),
            Tools = ResponseSpelling.Tools(_body),
            ResponseFormat = ResponseSpelling.Format(_body),
            Sampling = new SamplingParameters
            {
                Temperature = Number("temperature"),
                TopP = Number("top_p"),
                MaximumOutputTokens = (int?)Number("max_output_tokens"),
            },
            Parameters = ReadParameters(),
            Bypass = bypass,
        };
    }

    private bool IsWithProvider() =>
        Member("previous_response_id") is not null || Member("conversation") is not null || Member("prompt") is not null
        || Member("background") is { ValueKind: JsonValueKind.True };

    private BypassReason BypassOf(bool isWithProvider, bool hasMore)
    {
        if (isWithProvider)
        {
            return BypassReason.ProviderState;
        }

        var include = Member("include") is { } list ? CanonicalMembers.Of(list) : "[]";
        if (include.Contains("logprobs", StringComparison.Ordinal) || (Number("top_logprobs") ?? 0) > 0)
        {
            return BypassReason.TokenProbabilities;
        }

        var hasOtherInstructions = Member("instructions") is { ValueKind: not JsonValueKind.String };
        return hasMore || hasOtherInstructions || include != "[]" || ResponseSpelling.HasOtherTool(_body) ? BypassReason.NotText : BypassReason.None;
    }

    private ImmutableArray<ChatMessage> ReadInstructions() => Text("instructions") is { Length: > 0 } instructions ? [new ChatMessage(ChatRole.System, instructions)] : [];

    // All that is asked of the text but its format, which is a facet of its own.
    private string ReadParameters()
    {
        var members = CanonicalMembers.Of(_body, name => !Neutral.Contains(name) && !Known.Contains(name));
        var text = Member("text") is { ValueKind: JsonValueKind.Object } given ? CanonicalMembers.Of(given, name => name != "format") : "";
        return text.Length == 0 ? members : members.Length == 0 ? $$"""{"text":{{text}}}""" : $$"""{"text":{{text}},{{members[1..]}}""";
    }

    private double? Number(string name) => Member(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private string Text(string name) => Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    // A member that is null is one that was left out.
    private JsonElement? Member(string name) =>
        _body.TryGetProperty(name, out var member) && member.ValueKind is not JsonValueKind.Null ? member : null;
}
