using System.Text.Json;
using System.Text.Json.Nodes;
using SemanticCache.Core.Upstream.Http;

namespace SemanticCache.Core.Upstream.OpenAI;

/// <summary>Has a stream of chat completions report its tokens, in the caller's own words.</summary>
internal static class ChatCompletionOriginal
{
    private const string Options = "stream_options";
    private const string IncludeUsage = "include_usage";

    /// <summary>Returns the body; only what concerns the tokens of a stream is changed.</summary>
    /// <exception cref="JsonException">The body is no JSON object.</exception>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> body, bool stream) => stream
        ? OriginalBody.AddMissing(OriginalBody.Replace(body, Options, Reporting), Options, new JsonObject { [IncludeUsage] = true })
        : body;

    private static JsonObject Reporting(JsonElement options)
    {
        var reporting = options.ValueKind is JsonValueKind.Object ? JsonObject.Create(options)! : [];
        reporting[IncludeUsage] = true;
        return reporting;
    }
}
