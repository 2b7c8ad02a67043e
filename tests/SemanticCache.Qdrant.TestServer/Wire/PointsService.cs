using Qdrant.Client.Grpc;
using SemanticCache.Qdrant.TestServer.Filtering;
using SemanticCache.Qdrant.TestServer.Storage;

namespace SemanticCache.Qdrant.TestServer.Wire;

/// <summary>The methods that read points; those that change them stand in the other part.</summary>
internal sealed partial class PointsService
{
    private const uint DefaultScrollLimit = 10;

    private readonly CollectionCatalog _catalog;

    /// <summary>Creates the service over the server's collections.</summary>
    public PointsService(CollectionCatalog catalog)
    {
        _catalog = catalog;
    }

    /// <summary>Binds the methods.</summary>
    public MethodTable Bind(CallGate gate) => BindChanges(new MethodTable("Points", gate))
        .Add<GetPoints, GetResponse>("Get", Get)
        .Add<QueryPoints, QueryResponse>("Query", request => new() { Result = { Query(request) } })
        .Add<QueryBatchPoints, QueryBatchResponse>("QueryBatch", QueryBatch)
        .Add<SearchPoints, SearchResponse>("Search", request => new() { Result = { Search(request) } })
        .Add<SearchBatchPoints, SearchBatchResponse>("SearchBatch", SearchBatch)
        .Add<ScrollPoints, ScrollResponse>("Scroll", Scroll)
        .Add<CountPoints, CountResponse>("Count", Count)
        .Add<FacetCounts, FacetResponse>("Facet", Facet);

    private GetResponse Get(GetPoints request)
    {
        var points = _catalog.Get(request.CollectionName).Points;
        var shape = new PointShape(request.WithPayload, request.WithVectors, payloadByDefault: false);
        var found = request.Ids.Select(PointKey.Parse).Distinct().Select(points.Find).OfType<StoredPoint>();
        return new() { Result = { found.Select(shape.Retrieved) } };
    }

    private IReadOnlyList<ScoredPoint> Query(QueryPoints request) => new PointQuery(_catalog.Get(request.CollectionName), request).Run();

    private QueryBatchResponse QueryBatch(QueryBatchPoints request)
    {
        var results = request.QueryPoints.Select(query => new PointQuery(_catalog.Get(request.CollectionName), query).Run());
        return new() { Result = { results.Select(ToBatchResult) } };
    }

    private IReadOnlyList<ScoredPoint> Search(SearchPoints request) => Search(request.CollectionName, request);

    private IReadOnlyList<ScoredPoint> Search(string collection, SearchPoints request)
    {
        var query = new QueryPoints
        {
            Query = new() { Nearest = new() { Dense = new() { Data = { request.Vector } } } },
            Using = request.VectorName,
            Filter = request.Filter,
            Limit = request.Limit,
            Offset = request.Offset,
            WithPayload = request.WithPayload,
            WithVectors = request.WithVectors,
        };
        if (request.HasScoreThreshold)
        {
            query.ScoreThreshold = request.ScoreThreshold;
        }

        return new PointQuery(_catalog.Get(collection), query).Run();
    }

    private SearchBatchResponse SearchBatch(SearchBatchPoints request) =>
        new() { Result = { request.SearchPoints.Select(search => ToBatchResult(Search(request.CollectionName, search))) } };

    private ScrollResponse Scroll(ScrollPoints request)
    {
        var collection = _catalog.Get(request.CollectionName);
        var limit = request.HasLimit ? request.Limit : DefaultScrollLimit;
        RequestRules.RequireLimit(limit);
        var shape = new PointShape(request.WithPayload, request.WithVectors, payloadByDefault: true);
        var matching = collection.Points.Where(FilterEvaluator.Compile(request.Filter));
        if (request.OrderBy is not null)
        {
            return new() { Result = { OrderedScroll.First(collection, matching, request, limit).Select(shape.Retrieved) } };
        }

        var first = request.Offset is null ? (PointKey?)null : PointKey.Parse(request.Offset);
        var page = matching
            .SkipWhile(point => first is not null && point.Key.CompareTo(first.Value) < 0)
            .Take((int)Math.Min(limit, int.MaxValue - 1) + 1)
            .ToList();
        return new()
        {
            Result = { page.Take((int)Math.Min(limit, int.MaxValue)).Select(shape.Retrieved) },
            NextPageOffset = (uint)page.Count > limit ? page[^1].Key.ToPointId() : null,
        };
    }

    private CountResponse Count(CountPoints request)
    {
        var points = _catalog.Get(request.CollectionName).Points;
        return new() { Result = new() { Count = (ulong)points.Where(FilterEvaluator.Compile(request.Filter)).Count() } };
    }

    private FacetResponse Facet(FacetCounts request) => new() { Hits = { FacetQuery.Run(_catalog.Get(request.CollectionName), request) } };

    private static BatchResult ToBatchResult(IReadOnlyList<ScoredPoint> hits) => new() { Result = { hits } };
}
