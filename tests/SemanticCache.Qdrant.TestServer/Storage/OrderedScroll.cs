using Qdrant.Client.Grpc;

namespace SemanticCache.Qdrant.TestServer.Storage;

/// <summary>Puts points into the order of a payload field, as scrolling by <c>order_by</c> does: it needs an index with ranges, and knows no offset.</summary>
internal static class OrderedScroll
{
    /// <summary>Returns the first points in order; those without the field are left out, those with the same value come in the order of their ids.</summary>
    public static IReadOnlyList<StoredPoint> First(StoredCollection collection, IEnumerable<StoredPoint> points, ScrollPoints request, uint limit)
    {
        var key = request.OrderBy.Key;
        if (request.Offset is not null)
        {
            throw QdrantError.InvalidArgument("Cannot use an `offset` when using `order_by`. The alternative for paging is to use `order_by.start_from` and a filter to exclude the IDs that you've already seen for the `order_by.start_from` value");
        }

        if (!collection.Indexes.TryGetValue(key, out var index) || index.DataType is not (PayloadSchemaType.Integer or PayloadSchemaType.Float))
        {
            throw QdrantError.InvalidArgument($"No range index for `order_by` key: `{key}`. Please create one to use `order_by`. Check https://qdrant.tech/documentation/concepts/indexing/#payload-index to see which payload schemas support Range conditions");
        }

        if (request.OrderBy.StartFrom is not null)
        {
            throw QdrantError.NotInTestServer("where an ordered scroll starts from");
        }

        var ordered = points.Where(point => FieldOf(point) is not null);
        var isDescending = request.OrderBy.HasDirection && request.OrderBy.Direction is Direction.Desc;
        return [.. (isDescending ? ordered.OrderByDescending(Order) : ordered.OrderBy(Order)).Take((int)Math.Min(limit, int.MaxValue))];

        Value? FieldOf(StoredPoint point) => point.Payload.StructValue.Fields.GetValueOrDefault(key);

        // Integers are compared whole: as doubles, large ones would be equal.
        (double Value, long Whole) Order(StoredPoint point) =>
            FieldOf(point) is { KindCase: Value.KindOneofCase.IntegerValue } whole ? (whole.IntegerValue, whole.IntegerValue) : (FieldOf(point)!.DoubleValue, 0);
    }
}
