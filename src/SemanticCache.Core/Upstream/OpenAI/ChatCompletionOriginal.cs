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

    /// <summary>Returns the body with a limit of its answer's tokens under a name of the endpoint's, unless it has one.</summary>
    /// <exception cref="JsonException">The body is no JSON object.</exception>
    public static ReadOnlyMemory<byte> WithLimit(ReadOnlyMemory<byte> body, string name, int limit)
    {
        var isGiven = false;
        foreach (var known in (string[])[ChatCompletionBody.OutputLimit, ChatCompletionBody.OldOutputLimit])
        {
            OriginalBody.Replace(body, known, value =>
            {
                isGiven |= value.ValueKind is JsonValueKind.Number;
                return null;
            });
        }

        return isGiven ? body : OriginalBody.Set(body, name, limit);
    }

    private static JsonObject Reporting(JsonElement options)
    {
        var reporting = options.ValueKind is JsonValueKind.Object ? JsonObject.Create(options)! : [];
        reporting[IncludeUsage] = true;
        return reporting;
    }
}
