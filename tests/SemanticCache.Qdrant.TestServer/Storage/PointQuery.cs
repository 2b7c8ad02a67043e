using Qdrant.Client.Grpc;
using SemanticCache.Qdrant.TestServer.Filtering;

namespace SemanticCache.Qdrant.TestServer.Storage;

/// <summary>Answers one query against a collection, exactly: every point that the filter lets through is compared.</summary>
internal sealed class PointQuery
{
    private const ulong DefaultLimit = 10;
    private const float ScoreWithoutQuery = 1;

    private readonly StoredCollection _collection;
    private readonly QueryPoints _request;

    /// <summary>Creates a query on a collection.</summary>
    public PointQuery(StoredCollection collection, QueryPoints request)
    {
        _collection = collection;
        _request = request;
    }

    /// <summary>Returns the points, best first; equal scores in the order of their ids, which Qdrant leaves open.</summary>
    public IReadOnlyList<ScoredPoint> Run()
    {
        RefuseWhatIsUnknown();
        var shape = new PointShape(_request.WithPayload, _request.WithVectors, payloadByDefault: false);
        var scored = Page(Score(_collection.Points.Where(FilterEvaluator.Compile(_request.Filter))));
        return [.. scored.Select(hit => shape.Scored(hit.Point, hit.Score))];
    }

    private void RefuseWhatIsUnknown()
    {
        RequestRules.RequireLimit(_request.HasLimit ? _request.Limit : DefaultLimit);
        if (_request.Prefetch.Count > 0)
        {
            throw QdrantError.NotInTestServer("prefetches");
        }
    }

    private IEnumerable<(StoredPoint Point, float Score)> Score(IEnumerable<StoredPoint> points) => _request.Query?.VariantCase switch
    {
        null or Query.VariantOneofCase.None => points.Select(point => (point, ScoreWithoutQuery)),
        Query.VariantOneofCase.Nearest => ScoreNearest(points, _request.Query.Nearest),
        var other => throw QdrantError.NotInTestServer($"queries of the kind {other}"),
    };

    private IEnumerable<(StoredPoint Point, float Score)> ScoreNearest(IEnumerable<StoredPoint> points, VectorInput nearest)
    {
        switch (nearest.VariantCase)
        {
            case VectorInput.VariantOneofCase.Dense:
                return ScoreAgainst(points, nearest.Dense.Data);
            case VectorInput.VariantOneofCase.Id:
                var key = PointKey.Parse(nearest.Id);
                var example = _collection.Points.Find(key)?.Vectors.GetValueOrDefault(_request.Using) ?? throw QdrantError.PointMissing(key);
                return ScoreAgainst(points.Where(point => point.Key != key), example);
            default:
                throw QdrantError.NotInTestServer($"vectors of the kind {nearest.VariantCase}");
        }
    }

    private IEnumerable<(StoredPoint Point, float Score)> ScoreAgainst(IEnumerable<StoredPoint> points, IReadOnlyList<float> query)
    {
        var (distance, vector) = _collection.Spaces.PrepareQuery(_request.Using, query);
        var scored = points
            .Where(point => point.Vectors.ContainsKey(_request.Using))
            .Select(point => (Point: point, Score: VectorDistance.Score(distance, vector, point.Vectors[_request.Using])))
            .Where(hit => IsGoodEnough(distance, hit.Score));
        return VectorDistance.SmallerIsBetter(distance) ? scored.OrderBy(hit => hit.Score) : scored.OrderByDescending(hit => hit.Score);
    }

    // A score at the threshold itself is not good enough for Qdrant's server, though it is for its Python client's memory mode.
    private bool IsGoodEnough(Distance distance, float score) =>
        !_request.HasScoreThreshold
        || (VectorDistance.SmallerIsBetter(distance) ? score < _request.ScoreThreshold : score > _request.ScoreThreshold);

    private IEnumerable<(StoredPoint Point, float Score)> Page(IEnumerable<(StoredPoint Point, float Score)> scored)
    {
        var limit = _request.HasLimit ? _request.Limit : DefaultLimit;
        return scored.Skip((int)Math.Min(_request.Offset, int.MaxValue)).Take((int)Math.Min(limit, int.MaxValue));
    }
}
