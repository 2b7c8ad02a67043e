using Grpc.Core;
using Qdrant.Client.Grpc;
using SemanticCache.Qdrant.TestServer.Filtering;

namespace SemanticCache.Qdrant.TestServer.Storage;

/// <summary>Counts the points of each value of a field.</summary>
internal static class FacetQuery
{
    private const ulong DefaultLimit = 10;

    private static readonly PayloadSchemaType[] CountableTypes =
        [PayloadSchemaType.Keyword, PayloadSchemaType.Integer, PayloadSchemaType.Bool, PayloadSchemaType.Uuid];

    /// <summary>Returns the most frequent values, equally frequent ones in their own order; a field without a fitting index is INVALID_ARGUMENT.</summary>
    public static IReadOnlyList<FacetHit> Run(StoredCollection collection, FacetCounts request)
    {
        var path = PayloadPath.Parse(request.Key);
        if (!collection.Indexes.TryGetValue(request.Key, out var index) || !CountableTypes.Contains(index.DataType))
        {
            throw WithoutIndex(request.Key);
        }

        var limit = request.HasLimit ? request.Limit : DefaultLimit;
        var hits = collection.Points
            .Where(FilterEvaluator.Compile(request.Filter))
            .SelectMany(point => path.Read(point.Payload).SelectMany(Flatten).Distinct())
            .CountBy(value => value)
            .OrderByDescending(count => count.Value)
            .ThenBy(count => count.Key.StringValue, StringComparer.Ordinal)
            .ThenBy(count => count.Key.IntegerValue)
            .ThenBy(count => count.Key.BoolValue)
            .Take((int)Math.Min(limit, int.MaxValue));
        return [.. hits.Select(count => new FacetHit { Value = count.Key, Count = (ulong)count.Value })];
    }

    private static IEnumerable<FacetValue> Flatten(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.ListValue => value.ListValue.Values.SelectMany(Flatten),
        Value.KindOneofCase.StringValue => [new FacetValue { StringValue = value.StringValue }],
        Value.KindOneofCase.IntegerValue => [new FacetValue { IntegerValue = value.IntegerValue }],
        Value.KindOneofCase.BoolValue => [new FacetValue { BoolValue = value.BoolValue }],
        _ => [],
    };

    private static RpcException WithoutIndex(string key) => QdrantError.WrongInput(
        $"No appropriate index for faceting: `{key}`. Please create one to facet on this field. "
        + "Check https://qdrant.tech/documentation/concepts/indexing/#payload-index to see which payload schemas support Match conditions");
}
