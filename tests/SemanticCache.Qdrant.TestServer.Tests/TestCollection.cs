using Qdrant.Client;
using Qdrant.Client.Grpc;

namespace SemanticCache.Qdrant.TestServer.Tests;

/// <summary>A server, its client and a collection of three dimensions by cosine, for one test.</summary>
internal sealed class TestCollection : IAsyncDisposable
{
    public const string Name = "cache";

    private TestCollection(QdrantTestServer server)
    {
        Server = server;
        Client = new QdrantClient(server.Address);
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public QdrantTestServer Server { get; }

    public QdrantClient Client { get; }

    public static async Task<TestCollection> StartAsync(Distance distance = Distance.Cosine)
    {
        var collection = new TestCollection(await QdrantTestServer.StartAsync(cancellationToken: Cancellation));
        await collection.Client.CreateCollectionAsync(Name, new VectorParams { Size = 3, Distance = distance }, cancellationToken: Cancellation);
        return collection;
    }

    public static PointStruct Point(ulong id, float[] vector, params (string Key, Value Value)[] payload)
    {
        var point = new PointStruct { Id = id, Vectors = vector };
        foreach (var (key, value) in payload)
        {
            point.Payload[key] = value;
        }

        return point;
    }

    public Task<UpdateResult> UpsertAsync(params PointStruct[] points) => Client.UpsertAsync(Name, points, cancellationToken: Cancellation);

    public async Task<RetrievedPoint> GetAsync(ulong id) =>
        (await Client.RetrieveAsync(Name, [id], withPayload: true, withVectors: true, cancellationToken: Cancellation)).Single();

    public async Task<IReadOnlyList<ulong>> IdsAsync(Filter? filter = null)
    {
        var page = await Client.ScrollAsync(Name, filter, limit: 1000, cancellationToken: Cancellation);
        return [.. page.Result.Select(point => point.Id.Num)];
    }

    public Task<ulong> CountAsync() => Client.CountAsync(Name, cancellationToken: Cancellation);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
