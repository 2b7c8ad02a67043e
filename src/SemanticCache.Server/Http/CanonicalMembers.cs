using System.Buffers;
using System.Text;
using System.Text.Json;

namespace SemanticCache.Server.Http;

/// <summary>Spells JSON in one way: without white space, members by name, so that formatting splits no scope.</summary>
internal static class CanonicalMembers
{
    /// <summary>Returns a value's spelling.</summary>
    public static string Of(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, value);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Returns an object of the chosen members that are not null; empty where there are none.</summary>
    public static string Of(JsonElement value, Func<string, bool> isChosen)
    {
        var members = value.EnumerateObject().Where(member => member.Value.ValueKind is not JsonValueKind.Null && isChosen(member.Name)).ToArray();
        if (members.Length == 0)
        {
            return "";
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, members);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Write(json, value.EnumerateObject());
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

    private static void Write(Utf8JsonWriter json, IEnumerable<JsonProperty> members)
    {
        json.WriteStartObject();
        foreach (var member in members.OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            json.WritePropertyName(member.Name);
            Write(json, member.Value);
        }

        json.WriteEndObject();
    }
}
