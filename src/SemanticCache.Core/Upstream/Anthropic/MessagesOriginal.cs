using System.Text.Json;
using System.Text.Json.Nodes;

namespace SemanticCache.Core.Upstream.Anthropic;

/// <summary>Makes the body for an upstream of a caller's own: the very bytes, but for a model where the caller named none.</summary>
internal static class MessagesOriginal
{
    /// <summary>Returns the body.</summary>
    /// <exception cref="JsonException">The body is no JSON object.</exception>
    public static byte[] Of(ReadOnlyMemory<byte> body, string defaultModel)
    {
        if (defaultModel.Length == 0 || HasModel(body.Span, out var start, out var isEmpty))
        {
            return body.ToArray();
        }

        var member = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["model"] = defaultModel }).AsSpan()[1..^1];
        return [.. body.Span[..start], .. member, .. isEmpty ? ""u8 : ","u8, .. body.Span[start..]];
    }

    private static bool HasModel(ReadOnlySpan<byte> body, out int start, out bool isEmpty)
    {
        var reader = new Utf8JsonReader(body);
        if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
        {
            throw new JsonException("The body is not a JSON object.");
        }

        start = (int)reader.BytesConsumed;
        isEmpty = true;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            isEmpty = false;
            if (reader.ValueTextEquals("model"u8))
            {
                return true;
            }

            reader.Read();
            reader.Skip();
        }

        return false;
    }
}
