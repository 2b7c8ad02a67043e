using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using SemanticCache.Server.Grpc;

namespace SemanticCache.Server.Rest;

/// <summary>Checks the JSON of a body against the message that it is read into, because the reader says neither which field is wrong nor that one is unknown.</summary>
internal sealed class JsonBodyCheck
{
    private const string WellKnown = "google.protobuf";
    private const string WholeBody = "body";

    private readonly List<FieldMistake> _mistakes;

    private JsonBodyCheck(List<FieldMistake> mistakes)
    {
        _mistakes = mistakes;
    }

    /// <summary>Notes what is wrong in a body; <paramref name="path"/> is the field that it stands for, empty for the whole message.</summary>
    /// <exception cref="global::Grpc.Core.RpcException">INVALID_ARGUMENT: the body is not JSON.</exception>
    public static void Check(ReadOnlyMemory<byte> body, MessageDescriptor type, string path, List<FieldMistake> mistakes)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            new JsonBodyCheck(mistakes).CheckMessage(document.RootElement, type, path);
        }
        catch (JsonException broken)
        {
            throw GrpcErrors.Create(
                Code.InvalidArgument, "INVALID_JSON", $"The body is not JSON, or nests too deep (line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}).");
        }
    }

    private void CheckMessage(JsonElement value, MessageDescriptor type, string path)
    {
        if (type.File.Package == WellKnown)
        {
            CheckWellKnown(value, type, path);
        }
        else if (value.ValueKind is not JsonValueKind.Object)
        {
            Note(path, "must be an object");
        }
        else
        {
            foreach (var member in value.EnumerateObject())
            {
                if (FieldNames.Find(type, member.Name) is { } field)
                {
                    CheckField(member.Value, field, Join(path, field.Name));
                }
                else
                {
                    Note(Join(path, member.Name), $"is not a field of {type.Name}");
                }
            }
        }
    }

    private void CheckField(JsonElement value, FieldDescriptor field, string path)
    {
        if (field.IsMap)
        {
            CheckMap(value, field, path);
        }
        else if (field.IsRepeated)
        {
            CheckArray(value, field, path);
        }
        else if (value.ValueKind is not JsonValueKind.Null)
        {
            CheckSingle(value, field, path);
        }
    }

    private void CheckArray(JsonElement value, FieldDescriptor field, string path)
    {
        if (value.ValueKind is not JsonValueKind.Array)
        {
            Note(path, "must be an array");
            return;
        }

        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            CheckSingle(item, field, $"{path}[{index}]");
        }
    }

    private void CheckMap(JsonElement value, FieldDescriptor field, string path)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            Note(path, "must be an object");
            return;
        }

        foreach (var member in value.EnumerateObject())
        {
            CheckSingle(member.Value, field.MessageType.FindFieldByNumber(2), $"{path}[\"{member.Name}\"]");
        }
    }

    private void CheckSingle(JsonElement value, FieldDescriptor field, string path)
    {
        switch (field.FieldType)
        {
            case FieldType.Message:
                CheckMessage(value, field.MessageType, path);
                break;
            case FieldType.String when value.ValueKind is not JsonValueKind.String:
                Note(path, "must be a string");
                break;
            case FieldType.Bool when value.ValueKind is not (JsonValueKind.True or JsonValueKind.False):
                Note(path, "must be true or false");
                break;
            case FieldType.Double when value.ValueKind is not JsonValueKind.Number:
                Note(path, "must be a number");
                break;
            case FieldType.Int32 when value.ValueKind is not JsonValueKind.Number || !value.TryGetInt32(out _):
            case FieldType.Int64 when !IsInt64(value):
                Note(path, "must be a whole number");
                break;
            case FieldType.Enum when !IsOneOf(value, field.EnumType):
                Note(path, $"must be one of {string.Join(", ", field.EnumType.Values.Select(known => known.Name))}");
                break;
            default:
                break;
        }
    }

    private void CheckWellKnown(JsonElement value, MessageDescriptor type, string path)
    {
        try
        {
            JsonParser.Default.Parse(value.GetRawText(), type);
        }
        catch (Exception failure) when (failure is InvalidProtocolBufferException or InvalidOperationException)
        {
            Note(path, type.Name == "Duration" ? "must be seconds, written like \"3600s\" or \"0.5s\"" : $"is not a {type.Name}");
        }
    }

    private void Note(string path, string description) => _mistakes.Add(new FieldMistake(path.Length == 0 ? WholeBody : path, description));

    private static bool IsOneOf(JsonElement value, EnumDescriptor type) => value.ValueKind switch
    {
        JsonValueKind.String => type.FindValueByName(value.GetString()) is not null,
        JsonValueKind.Number => value.TryGetInt32(out _),
        _ => false,
    };

    // In the JSON of protobuf it is a string: more than 53 bits do not survive many readers of numbers.
    private static bool IsInt64(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetInt64(out _),
        JsonValueKind.String => long.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        _ => false,
    };

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
