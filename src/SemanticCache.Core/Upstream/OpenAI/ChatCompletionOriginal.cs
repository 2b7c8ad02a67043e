using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SemanticCache.Core.Upstream.OpenAI;

/// <summary>
/// Makes the body for an upstream of a caller's own: every byte stays but for the two things that the cache must see to, so that fields unknown
/// here arrive, and a provider that caches prompts finds the same prefix.
/// </summary>
internal static class ChatCompletionOriginal
{
    private static readonly byte[] WithUsage = "\"stream_options\":{\"include_usage\":true}"u8.ToArray();

    /// <summary>Returns the body; a stream is asked to report its tokens, and a model is named where the caller named none.</summary>
    /// <exception cref="JsonException">The body is no JSON object.</exception>
    public static byte[] Of(ReadOnlyMemory<byte> body, bool stream, string defaultModel)
    {
        var members = TopLevel.Read(body.Span);
        var written = new ArrayBufferWriter<byte>(body.Length + 128);
        var end = members.End;
        if (stream && members.StreamOptions is { } options)
        {
            written.Write(body.Span[..options.Start]);
            written.Write(Reporting(body.Span[options.Start..options.End]));
            written.Write(body.Span[options.End..end]);
        }
        else
        {
            written.Write(body.Span[..end]);
        }

        var isEmpty = members.Count == 0;
        if (stream && members.StreamOptions is null)
        {
            Append(written, WithUsage, ref isEmpty);
        }

        if (!members.HasModel && defaultModel.Length > 0)
        {
            Append(written, JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["model"] = defaultModel }).AsSpan()[1..^1], ref isEmpty);
        }

        written.Write(body.Span[end..]);
        return written.WrittenSpan.ToArray();
    }

    private static void Append(ArrayBufferWriter<byte> written, ReadOnlySpan<byte> member, ref bool isEmpty)
    {
        written.Write(isEmpty ? ""u8 : ","u8);
        written.Write(member);
        isEmpty = false;
    }

    private static byte[] Reporting(ReadOnlySpan<byte> options)
    {
        var node = JsonNode.Parse(options) as JsonObject ?? [];
        node["include_usage"] = true;
        return JsonSerializer.SerializeToUtf8Bytes(node);
    }

    // What a body's own members are, and where they stand.
    private readonly record struct TopLevel(int Count, bool HasModel, (int Start, int End)? StreamOptions, int End)
    {
        public static TopLevel Read(ReadOnlySpan<byte> body)
        {
            var reader = new Utf8JsonReader(body);
            var found = default(TopLevel);
            if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
            {
                throw new JsonException("The body is not a JSON object.");
            }

            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                var isOptions = reader.ValueTextEquals("stream_options"u8);
                found = found with { Count = found.Count + 1, HasModel = found.HasModel || reader.ValueTextEquals("model"u8) };
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                found = isOptions ? found with { StreamOptions = (start, (int)reader.BytesConsumed) } : found;
            }

            return found with { End = (int)reader.TokenStartIndex };
        }
    }
}
