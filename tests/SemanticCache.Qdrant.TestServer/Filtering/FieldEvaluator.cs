using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;
using QdrantRange = Qdrant.Client.Grpc.Range;

namespace SemanticCache.Qdrant.TestServer.Filtering;

/// <summary>Conditions on one field of the payload, as Qdrant judges them where the field has no index that says otherwise.</summary>
internal static class FieldEvaluator
{
    /// <summary>Compiles a condition; bad paths and matches without a value are INVALID_ARGUMENT.</summary>
    public static PointCondition Compile(FieldCondition condition)
    {
        var path = PayloadPath.Parse(condition.Key);
        var (check, whenMissing) = CompileCheck(condition);
        return (_, payload) =>
        {
            var values = path.Read(payload).ToList();
            return values.Count == 0 ? whenMissing : values.Exists(check);
        };
    }

    // Of several conditions in one field only these counts decide; the others are joined by "or", over the elements of an array.
    private static (Predicate<Value> Check, bool WhenMissing) CompileCheck(FieldCondition condition)
    {
        if (condition.ValuesCount is { } count)
        {
            return (value => InCount(count, CountOf(value)), InCount(count, 0));
        }

        if (condition.HasIsEmpty)
        {
            return (value => IsEmpty(value) == condition.IsEmpty, condition.IsEmpty);
        }

        if (condition.HasIsNull)
        {
            return (value => IsNull(value) == condition.IsNull, !condition.IsNull);
        }

        if (condition.GeoBoundingBox is not null || condition.GeoRadius is not null || condition.GeoPolygon is not null)
        {
            throw Storage.QdrantError.NotInTestServer("conditions on places");
        }

        var match = condition.Match is null ? static _ => false : MatchEvaluator.Compile(condition.Match);
        var range = CompileRange(condition);
        return (value => Elements(value).Any(element => match(element) || range(element)), false);
    }

    private static Predicate<Value> CompileRange(FieldCondition condition)
    {
        if (condition.Range is { } range)
        {
            return value => value.KindCase switch
            {
                Value.KindOneofCase.IntegerValue => InRange(range, value.IntegerValue),
                Value.KindOneofCase.DoubleValue => InRange(range, value.DoubleValue),
                _ => false,
            };
        }

        return condition.DatetimeRange is { } times ? DatetimeEvaluator.Compile(times) : static _ => false;
    }

    private static RepeatedField<Value> Elements(Value value) => value.ListValue is { } list ? list.Values : [value];

    private static bool InRange(QdrantRange range, double number) =>
        (!range.HasLt || number < range.Lt)
        && (!range.HasGt || number > range.Gt)
        && (!range.HasLte || number <= range.Lte)
        && (!range.HasGte || number >= range.Gte);

    private static bool InCount(ValuesCount range, ulong count) =>
        (!range.HasLt || count < range.Lt)
        && (!range.HasGt || count > range.Gt)
        && (!range.HasLte || count <= range.Lte)
        && (!range.HasGte || count >= range.Gte);

    private static ulong CountOf(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.ListValue => (ulong)value.ListValue.Values.Count,
        Value.KindOneofCase.NullValue => 0,
        _ => 1,
    };

    private static bool IsEmpty(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.NullValue => true,
        Value.KindOneofCase.ListValue => value.ListValue.Values.Count == 0,
        _ => false,
    };

    private static bool IsNull(Value value) => Elements(value).Any(element => element.KindCase == Value.KindOneofCase.NullValue);
}
