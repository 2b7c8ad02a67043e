using Qdrant.Client;
using Qdrant.Client.Grpc;

namespace SemanticCache.Qdrant.TestServer.Tests;

/// <summary>Brings a server to the state that a recorded reply presupposes: the recorder answered each call for itself.</summary>
internal sealed class RecordedState
{
    private const string Collection = "cache";
    private const ulong RecordedOperation = 7;
    private const int RecordedVersion = 3;
    private static readonly float[] BestScores = [1, 0.99f, 0.97f, 0.91f];
    private static readonly float[] SomeVector = [1, 2, 3, 4, 5, 6, 7, 8];

    private readonly QdrantClient _client;
    private readonly CancellationToken _cancellationToken;

    public RecordedState(QdrantClient client, CancellationToken cancellationToken)
    {
        _client = client;
        _cancellationToken = cancellationToken;
    }

    public Task ArrangeAsync(string label) => label switch
    {
        "health" or "create_plain" or "create_full" => Task.CompletedTask,
        "get_collection" => ArrangeInfoAsync(),
        "query_filter_threshold" or "query_batch" => ArrangeHitsAsync(QueryOf(label), BestScores[2..]),
        "query_params" => ArrangeHitsAsync(QueryOf(label), BestScores),
        "retrieve" => ArrangeRetrievedAsync(),
        "count_exact" => ArrangePointsAsync(Points(3, "s1", 1_800_000_000_000)),
        "scroll_first" => ArrangePointsAsync(Points(101, "s1", 1_790_000_000_000)),
        "scroll_next" => ArrangePointsAsync(Points(103, "s1", 1_800_000_000_000)),
        "scroll_should_nested" => ArrangePointsAsync(Points(11, "a", 1_800_000_000_000).Select(WithTag)),
        "set_payload_ids" => ArrangeOperationsAsync(Points(1, "s1", 0)),
        _ => ArrangeOperationsAsync([]),
    };

    private Task CreateAsync(uint copies = 1) => _client.CreateCollectionAsync(
        Collection,
        new VectorParams { Size = 8, Distance = Distance.Cosine },
        shardNumber: copies,
        replicationFactor: copies,
        cancellationToken: _cancellationToken);

    private async Task ArrangePointsAsync(IEnumerable<PointStruct> points)
    {
        await CreateAsync();
        await _client.UpsertAsync(Collection, [.. points], cancellationToken: _cancellationToken);
    }

    private async Task ArrangeInfoAsync()
    {
        await CreateAsync(copies: 2);
        await _client.CreatePayloadIndexAsync(Collection, "scope", PayloadSchemaType.Keyword, cancellationToken: _cancellationToken);
        await _client.UpsertAsync(Collection, Points(3, "s1", 0), cancellationToken: _cancellationToken);
    }

    private async Task ArrangeOperationsAsync(List<PointStruct> points)
    {
        await CreateAsync();
        if (points.Count > 0)
        {
            await _client.UpsertAsync(Collection, points, cancellationToken: _cancellationToken);
        }

        await RepeatAsync((int)RecordedOperation - (points.Count > 0 ? 1 : 0));
    }

    private async Task ArrangeHitsAsync(float[] query, float[] scores)
    {
        await CreateAsync();
        await RepeatAsync(RecordedVersion);
        var points = Points(scores.Length, "s1", 1_800_000_000_000);
        foreach (var (index, point) in points.Index())
        {
            // The recorded hits are the points 1 and 2; better ones come first where the request skips them.
            point.Id = Id(((index + 2) % scores.Length) + 1);
            point.Vectors = At(query, scores[index]);
        }

        await _client.UpsertAsync(Collection, points, cancellationToken: _cancellationToken);
    }

    private async Task ArrangeRetrievedAsync()
    {
        var reply = RecordedCall.ByLabel["retrieve"].Reply;
        var vector = reply["result"]![0]!["vectors"]!["vector"]!["dense"]!["data"]!.AsArray().Select(number => number!.GetValue<float>());
        var points = Points(1, "s1", 1_800_000_000_000);
        points[0].Vectors = vector.ToArray();
        await ArrangePointsAsync(points);
    }

    private async Task RepeatAsync(int times)
    {
        for (var time = 0; time < times; time++)
        {
            await _client.DeleteAsync(Collection, Id(9999), cancellationToken: _cancellationToken);
        }
    }

    private static List<PointStruct> Points(int count, string scope, long expiresAt) =>
    [
        .. Enumerable.Range(1, count).Select(number => new PointStruct
        {
            Id = Id(number),
            Vectors = SomeVector,
            Payload = { ["scope"] = scope, ["expires_at"] = expiresAt },
        }),
    ];

    private static PointStruct WithTag(PointStruct point)
    {
        point.Payload["tags"] = "y";
        return point;
    }

    private static Guid Id(int number) => Guid.Parse($"5ca1ab1e-0000-0000-0000-{number:D12}");

    private static float[] QueryOf(string label)
    {
        var request = RecordedCall.ByLabel[label].Request;
        var query = label == "query_batch" ? QueryBatchPoints.Parser.ParseFrom(request).QueryPoints[0] : QueryPoints.Parser.ParseFrom(request);
        return [.. query.Query.Nearest.Dense.Data];
    }

    /// <summary>A vector whose cosine with another is given.</summary>
    private static float[] At(float[] direction, float cosine)
    {
        var length = Math.Sqrt(direction.Sum(value => (double)value * value));
        var unit = direction.Select(value => value / length).ToArray();
        var other = SomeVector.Select((value, index) => value - (unit[index] * SomeVector.Zip(unit, (a, b) => a * b).Sum())).ToArray();
        var otherLength = Math.Sqrt(other.Sum(value => value * value));
        var sine = Math.Sqrt(1 - ((double)cosine * cosine));
        return [.. unit.Select((value, index) => (float)((cosine * value) + (sine * other[index] / otherLength)))];
    }
}
