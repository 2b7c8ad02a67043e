using System.Text.Json;
using Qdrant.Client.Grpc;
using QdrantRange = Qdrant.Client.Grpc.Range;

namespace SemanticCache.Qdrant.TestServer.Tests;

/// <summary>Filters in the JSON of Qdrant's REST interface, in which the samples are written, as messages.</summary>
internal static class RestFilter
{
    public static Filter? Read(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var filter = new Filter();
        foreach (var clause in json.EnumerateObject())
        {
            var conditions = clause.Name switch
            {
                "must" => filter.Must,
                "should" => filter.Should,
                "must_not" => filter.MustNot,
                _ => throw new NotSupportedException(clause.Name),
            };
            conditions.AddRange(clause.Value.EnumerateArray().Select(ReadCondition));
        }

        return filter;
    }

    public static Value ReadValue(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => new Value { StringValue = json.GetString() },
        JsonValueKind.True or JsonValueKind.False => new Value { BoolValue = json.GetBoolean() },
        JsonValueKind.Number when json.TryGetInt64(out var integer) => new Value { IntegerValue = integer },
        JsonValueKind.Number => new Value { DoubleValue = json.GetDouble() },
        JsonValueKind.Array => new Value { ListValue = new() { Values = { json.EnumerateArray().Select(ReadValue) } } },
        JsonValueKind.Object => ReadObject(json),
        _ => new Value { NullValue = NullValue.NullValue },
    };

    private static Value ReadObject(JsonElement json)
    {
        var value = new Value { StructValue = new Struct() };
        foreach (var field in json.EnumerateObject())
        {
            value.StructValue.Fields[field.Name] = ReadValue(field.Value);
        }

        return value;
    }

    private static Condition ReadCondition(JsonElement json)
    {
        if (json.TryGetProperty("has_id", out var ids))
        {
            return new() { HasId = new() { HasId = { ids.EnumerateArray().Select(id => new PointId { Uuid = id.GetString() }) } } };
        }

        if (json.TryGetProperty("is_empty", out var empty))
        {
            return new() { IsEmpty = new() { Key = empty.GetProperty("key").GetString() } };
        }

        var field = new FieldCondition { Key = json.GetProperty("key").GetString() };
        if (json.TryGetProperty("match", out var match))
        {
            field.Match = ReadMatch(match);
        }
        else
        {
            field.Range = ReadRange(json.GetProperty("range"));
        }

        return new() { Field = field };
    }

    private static Match ReadMatch(JsonElement json)
    {
        var kind = json.EnumerateObject().Single();
        return (kind.Name, kind.Value.ValueKind) switch
        {
            ("value", JsonValueKind.String) => new() { Keyword = kind.Value.GetString() },
            ("value", JsonValueKind.Number) => new() { Integer = kind.Value.GetInt64() },
            ("value", _) => new() { Boolean = kind.Value.GetBoolean() },
            ("any", _) => new() { Keywords = ReadTexts(kind.Value) },
            ("except", _) => new() { ExceptKeywords = ReadTexts(kind.Value) },
            _ => throw new NotSupportedException(kind.Name),
        };
    }

    private static RepeatedStrings ReadTexts(JsonElement json) => new() { Strings = { json.EnumerateArray().Select(text => text.GetString()) } };

    private static QdrantRange ReadRange(JsonElement json)
    {
        var range = new QdrantRange();
        foreach (var bound in json.EnumerateObject().Where(bound => bound.Value.ValueKind == JsonValueKind.Number))
        {
            var field = QdrantRange.Descriptor.FindFieldByName(bound.Name);
            field.Accessor.SetValue(range, bound.Value.GetDouble());
        }

        return range;
    }
}
