using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;
using SemanticCache.Qdrant.TestServer.Filtering;

namespace SemanticCache.Qdrant.TestServer.Storage;

/// <summary>The points of a collection in the order of their ids.</summary>
internal sealed class PointStore
{
    private readonly SortedDictionary<PointKey, StoredPoint> _points = [];

    /// <summary>How many points there are.</summary>
    public int Count => _points.Count;

    /// <summary>Returns the points that a filter lets through, in the order of their ids.</summary>
    public IEnumerable<StoredPoint> Where(Predicate<StoredPoint> filter) => _points.Values.Where(point => filter(point));

    /// <summary>Returns a point, or null.</summary>
    public StoredPoint? Find(PointKey key) => _points.GetValueOrDefault(key);

    /// <summary>
    /// Writes points whole. <see cref="UpdateMode.InsertOnly"/> leaves existing points alone whatever the condition says; the other modes write an
    /// existing point only where it satisfies the condition, and <see cref="UpdateMode.UpdateOnly"/> inserts none.
    /// </summary>
    public void Upsert(IEnumerable<StoredPoint> points, UpdateMode mode, Predicate<StoredPoint> condition)
    {
        // The condition judges what stood there before the call, also when a point comes twice.
        var accepted = points.Where(point => Accepts(Find(point.Key), mode, condition)).ToList();
        foreach (var point in accepted)
        {
            _points[point.Key] = point;
        }
    }

    /// <summary>Removes points; missing ones do not matter.</summary>
    public void Delete(IEnumerable<PointKey> keys)
    {
        foreach (var key in keys)
        {
            _points.Remove(key);
        }
    }

    /// <summary>Returns the keys that a selector means: the named ones, there or not, or those its filter lets through.</summary>
    public IReadOnlyList<PointKey> Select(PointsSelector? selector) => selector?.PointsSelectorOneOfCase switch
    {
        PointsSelector.PointsSelectorOneOfOneofCase.Points => ReadKeys(selector.Points.Ids),
        PointsSelector.PointsSelectorOneOfOneofCase.Filter => [.. Where(FilterEvaluator.Compile(selector.Filter)).Select(point => point.Key)],
        _ => throw QdrantError.InvalidArgument("Malformed PointsSelector type"),
    };

    /// <summary>Changes the points that are there, then reports the first that is not as NOT_FOUND, as Qdrant does.</summary>
    public void Change(IReadOnlyList<PointKey> keys, ulong operation, Action<StoredPoint> change)
    {
        foreach (var point in keys.Select(Find).OfType<StoredPoint>())
        {
            change(point);
            point.Version = operation;
        }

        foreach (var key in keys.Where(key => !_points.ContainsKey(key)))
        {
            throw QdrantError.PointMissing(key);
        }
    }

    /// <summary>Copies a payload, so that what came with a request is nobody else's.</summary>
    public static Struct CopyOf(MapField<string, Value> payload)
    {
        var copy = new Struct();
        copy.Fields.Add(payload.Clone());
        return copy;
    }

    private static PointKey[] ReadKeys(RepeatedField<PointId> ids)
    {
        RequestRules.RequirePoints(ids.Count);
        return [.. ids.Select(PointKey.Parse)];
    }

    private static bool Accepts(StoredPoint? existing, UpdateMode mode, Predicate<StoredPoint> condition) =>
        existing is null ? mode != UpdateMode.UpdateOnly : mode != UpdateMode.InsertOnly && condition(existing);
}
