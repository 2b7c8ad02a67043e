using Qdrant.Client.Grpc;
using SemanticCache.Qdrant.TestServer.Storage;

namespace SemanticCache.Qdrant.TestServer.Filtering;

/// <summary>Compiles filters, refusing the ones that Qdrant refuses before any point is looked at.</summary>
internal static class FilterEvaluator
{
    /// <summary>Compiles a filter; no filter lets every point through.</summary>
    public static Predicate<StoredPoint> Compile(Filter? filter)
    {
        if (filter is null)
        {
            return static _ => true;
        }

        var condition = CompileFilter(filter);
        return point => condition(point, point.Payload);
    }

    private static PointCondition CompileFilter(Filter filter)
    {
        var should = CompileAll(filter.Should);
        var must = CompileAll(filter.Must);
        var mustNot = CompileAll(filter.MustNot);
        var minShould = filter.MinShould is null ? null : CompileAll(filter.MinShould.Conditions);
        var minCount = filter.MinShould?.MinCount ?? 0;
        return (point, payload) =>
            (should.Count == 0 || should.Any(condition => condition(point, payload)))
            && (minShould is null || (ulong)minShould.Count(condition => condition(point, payload)) >= minCount)
            && must.All(condition => condition(point, payload))
            && !mustNot.Any(condition => condition(point, payload));
    }

    // Qdrant drops conditions in which nothing is set.
    private static List<PointCondition> CompileAll(IEnumerable<Condition> conditions) =>
        [.. conditions.Where(condition => condition.ConditionOneOfCase != Condition.ConditionOneOfOneofCase.None).Select(CompileCondition)];

    private static PointCondition CompileCondition(Condition condition) => condition.ConditionOneOfCase switch
    {
        Condition.ConditionOneOfOneofCase.Field => FieldEvaluator.Compile(condition.Field),
        Condition.ConditionOneOfOneofCase.Filter => CompileFilter(condition.Filter),
        Condition.ConditionOneOfOneofCase.Nested => CompileNested(condition.Nested),
        Condition.ConditionOneOfOneofCase.HasId => CompileHasId(condition.HasId),
        Condition.ConditionOneOfOneofCase.HasVector => CompileHasVector(condition.HasVector.HasVector),
        Condition.ConditionOneOfOneofCase.IsEmpty => CompileIsEmpty(PayloadPath.Parse(condition.IsEmpty.Key)),
        Condition.ConditionOneOfOneofCase.IsNull => CompileIsNull(PayloadPath.Parse(condition.IsNull.Key)),
        var other => throw QdrantError.NotInTestServer($"conditions of the kind {other}"),
    };

    private static PointCondition CompileNested(NestedCondition nested)
    {
        var path = PayloadPath.Parse(nested.Key).IntoElements();
        var filter = CompileFilter(nested.Filter ?? throw QdrantError.InvalidArgument("Nested condition should have a filter"));
        return (_, payload) => path.Read(payload).Any(element => element.StructValue is not null && filter(null, element));
    }

    private static PointCondition CompileHasId(HasIdCondition condition)
    {
        var keys = condition.HasId.Select(PointKey.Parse).ToHashSet();
        return (point, _) => point is not null && keys.Contains(point.Key);
    }

    private static PointCondition CompileHasVector(string name) => (point, _) => point?.Vectors.ContainsKey(name) == true;

    private static PointCondition CompileIsEmpty(PayloadPath path) => (_, payload) => path.Read(payload).All(value =>
        value.KindCase is Value.KindOneofCase.NullValue or Value.KindOneofCase.None || value.ListValue?.Values.Count == 0);

    private static PointCondition CompileIsNull(PayloadPath path) =>
        (_, payload) => path.Read(payload).Any(value => value.KindCase == Value.KindOneofCase.NullValue);
}
