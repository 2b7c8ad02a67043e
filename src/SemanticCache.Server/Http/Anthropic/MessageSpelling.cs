using System.Buffers;
using System.Text;
using System.Text.Json;

namespace SemanticCache.Server.Http.Anthropic;

/// <summary>
/// Spells what is more than text in one way, without the marks of the provider's prompt caching: they move along a conversation and change no
/// answer, so they must not tell one turn from another.
/// </summary>
internal static class MessageSpelling
{
    /// <summary>The member that marks a block for the provider's prompt caching.</summary>
    public const string CacheMark = "cache_control";

    // What is below them is the tool's own, whatever its members are called.
    private static readonly string[] Opaque = ["input", "input_schema"];

    /// <summary>Returns the spelling of a message, a block or a tool.</summary>
    public static string Of(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, value);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteMembers(json, value);
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    private static void WriteMembers(Utf8JsonWriter json, JsonElement value)
    {
        json.WriteStartObject();
        foreach (var member in value.EnumerateObject().Where(member => member.Name != CacheMark).OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            json.WritePropertyName(member.Name);
            if (Opaque.Contains(member.Name))
            {
                json.WriteRawValue(CanonicalMembers.Of(member.Value));
            }
            else
            {
                Write(json, member.Value);
            }
        }

        json.WriteEndObject();
    }
}
