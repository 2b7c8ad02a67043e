using System.Text.Json;
using SemanticCache.Core.Pipeline;
using SemanticCache.Server.Grpc;

namespace SemanticCache.Server.Http;

/// <summary>The JSON body of a request in a provider's API. A member that is null is one that was left out.</summary>
internal sealed class FrontBody
{
    private FrontBody(JsonElement root)
    {
        Root = root;
    }

    /// <summary>The body's object.</summary>
    public JsonElement Root { get; }

    /// <summary>Whether the answer is wanted in parts.</summary>
    public bool WantsStream => Member("stream") is { ValueKind: JsonValueKind.True };

    /// <summary>Reads a body.</summary>
    /// <exception cref="RequestMistakeException">It is no JSON object.</exception>
    public static FrontBody ReadOrThrow(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind is JsonValueKind.Object
                ? new FrontBody(document.RootElement.Clone())
                : throw new RequestMistakeException([new FieldMistake("body", "must be a JSON object")]);
        }
        catch (JsonException mistake)
        {
            throw new RequestMistakeException([new FieldMistake("body", $"is not JSON: {mistake.Message}")]);
        }
    }

    /// <summary>Adds to a request what its headers say and what came.</summary>
    /// <exception cref="RequestMistakeException">Mistakes were noted, or a header is wrong.</exception>
    public static CacheRequest CompleteOrThrow(CacheRequest request, RawRequest raw, IHeaderDictionary headers, List<FieldMistake> mistakes)
    {
        var complete = request with
        {
            Namespace = CacheHeaders.ReadNamespace(headers, mistakes),
            Controls = CacheHeaders.ReadControls(headers, mistakes),
            Attributes = CacheHeaders.ReadAttributes(headers, mistakes),
            Raw = raw,
        };
        return mistakes.Count == 0 ? complete : throw new RequestMistakeException(mistakes);
    }

    /// <summary>Returns a member, or null.</summary>
    public JsonElement? Member(string name) =>
        Root.TryGetProperty(name, out var member) && member.ValueKind is not JsonValueKind.Null ? member : null;

    /// <summary>Returns a member that is a number, or null.</summary>
    public double? Number(string name) => Member(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    /// <summary>Returns a member that is a text; empty where there is none.</summary>
    public string Text(string name) => Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";
}
