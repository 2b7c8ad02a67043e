using System.Text.Json;
using System.Text.Json.Nodes;

namespace SemanticCache.Core.Upstream.Http;

/// <summary>
/// Changes single members of a caller's own JSON body and leaves every other byte as it is, so that fields unknown here arrive, and a provider that
/// caches prompts finds the same prefix.
/// </summary>
internal static class OriginalBody
{
    /// <summary>Returns the body with a member in place of its own; one without that member, or without a change, comes back as it is.</summary>
    /// <exception cref="JsonException">The body is no JSON object.</exception>
    public static ReadOnlyMemory<byte> Replace(ReadOnlyMemory<byte> body, string name, Func<JsonElement, JsonNode?> change) =>
        Find(body.Span, name) is { Value: { } place } && change(ValueAt(body, place)) is { } value ? With(body, place, value) : body;

    /// <summary>Returns the body with a member, in place of its own where it has one.</summary>
    /// <exception cref="JsonException">The body is no JSON object.</exception>
    public static ReadOnlyMemory<byte> Set(ReadOnlyMemory<byte> body, string name, JsonNode value, bool first = false) =>
        Find(body.Span, name) is { Value: { } place } ? With(body, place, value) : AddMissing(body, name, value, first);

    /// <summary>Returns the body with one member more, before the first or behind the last, unless it has a member of that name.</summary>
    /// <exception cref="JsonException">The body is no JSON object.</exception>
    public static ReadOnlyMemory<byte> AddMissing(ReadOnlyMemory<byte> body, string name, JsonNode value, bool first = false)
    {
        var found = Find(body.Span, name);
        if (found.Value is not null)
        {
            return body;
        }

        var member = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { [name] = value }).AsSpan()[1..^1];
        var separator = found.IsEmpty ? ""u8 : ","u8;
        return first
            ? (byte[])[.. body.Span[..found.Start], .. member, .. separator, .. body.Span[found.Start..]]
            : (byte[])[.. body.Span[..found.End], .. separator, .. member, .. body.Span[found.End..]];
    }

    private static JsonElement ValueAt(ReadOnlyMemory<byte> body, Range place)
    {
        using var document = JsonDocument.Parse(body[place]);
        return document.RootElement.Clone();
    }

    private static ReadOnlyMemory<byte> With(ReadOnlyMemory<byte> body, Range place, JsonNode value) =>
        (byte[])[.. body.Span[..place.Start], .. JsonSerializer.SerializeToUtf8Bytes(value), .. body.Span[place.End..]];

    // Where a member's value stands, and where the object's members begin and end.
    private static (Range? Value, int Start, int End, bool IsEmpty) Find(ReadOnlySpan<byte> body, string name)
    {
        var reader = new Utf8JsonReader(body);
        if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
        {
            throw new JsonException("The body is not a JSON object.");
        }

        var begin = (int)reader.BytesConsumed;
        var (value, isEmpty) = (default(Range?), true);
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var isWanted = reader.ValueTextEquals(name);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            (value, isEmpty) = (isWanted ? start..(int)reader.BytesConsumed : value, false);
        }

        return (value, begin, (int)reader.TokenStartIndex, isEmpty);
    }
}
