using Grpc.Core;
using Qdrant.Client;
using Qdrant.Client.Grpc;

namespace SemanticCache.Qdrant.TestServer.Tests;

public sealed class CollectionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Collections_CreatedAndDeleted_ComeAndGo()
    {
        await using var collection = await TestCollection.StartAsync();
        await collection.Client.CreateCollectionAsync("another", cancellationToken: Cancellation);

        Assert.True(await collection.Client.CollectionExistsAsync("another", Cancellation));
        Assert.Equal(["another", "cache"], await collection.Client.ListCollectionsAsync(Cancellation));
        await collection.Client.DeleteCollectionAsync("another", cancellationToken: Cancellation);
        Assert.False(await collection.Client.CollectionExistsAsync("another", Cancellation));
    }

    [Fact]
    public async Task GetCollectionInfo_AfterUpdateAndIndexes_ShowsThem()
    {
        await using var collection = await TestCollection.StartAsync();
        await collection.Client.CreatePayloadIndexAsync("cache", "scope", cancellationToken: Cancellation);
        await collection.Client.CreatePayloadIndexAsync("cache", "expires_at", PayloadSchemaType.Integer, cancellationToken: Cancellation);
        await collection.Client.CreatePayloadIndexAsync("cache", "gone", cancellationToken: Cancellation);
        await collection.Client.DeletePayloadIndexAsync("cache", "gone", cancellationToken: Cancellation);
        await collection.UpsertAsync(TestCollection.Point(1, [1, 0, 0], ("scope", "a")), TestCollection.Point(2, [1, 0, 0]));
        await collection.Client.UpdateCollectionAsync(
            "cache",
            collectionParams: new CollectionParamsDiff { ReplicationFactor = 3 },
            hnswConfig: new HnswConfigDiff { M = 0, PayloadM = 16 },
            cancellationToken: Cancellation);

        var info = await collection.Client.GetCollectionInfoAsync("cache", Cancellation);

        Assert.Equal((CollectionStatus.Green, 2ul), (info.Status, info.PointsCount));
        Assert.Equal((3ul, Distance.Cosine), (info.Config.Params.VectorsConfig.Params.Size, info.Config.Params.VectorsConfig.Params.Distance));
        Assert.Equal((3u, 0ul, 16ul, 100ul), (info.Config.Params.ReplicationFactor, info.Config.HnswConfig.M, info.Config.HnswConfig.PayloadM, info.Config.HnswConfig.EfConstruct));
        Assert.Equal(["expires_at", "scope"], info.PayloadSchema.Keys.Order());
        Assert.Equal((PayloadSchemaType.Keyword, 1ul), (info.PayloadSchema["scope"].DataType, info.PayloadSchema["scope"].Points));
        Assert.Equal((PayloadSchemaType.Integer, 0ul), (info.PayloadSchema["expires_at"].DataType, info.PayloadSchema["expires_at"].Points));
    }

    [Fact]
    public async Task CreateCollection_ThatExists_IsAlreadyExists()
    {
        await using var collection = await TestCollection.StartAsync();

        var refusal = await Assert.ThrowsAsync<RpcException>(() => collection.Client.CreateCollectionAsync("cache", cancellationToken: Cancellation));

        Assert.Equal((StatusCode.AlreadyExists, "Wrong input: Collection `cache` already exists!"), (refusal.StatusCode, refusal.Status.Detail));
    }

    [Theory]
    [InlineData("a/b", "Validation error in body: [collection_name: collection name cannot contain \"/\" char]")]
    [InlineData("", "Validation error in body: [collection_name: value \"\" invalid, must be from 1 to 255 characters]")]
    public async Task CreateCollection_WithABadName_IsInvalid(string name, string detail)
    {
        await using var collection = await TestCollection.StartAsync();

        var refusal = await Assert.ThrowsAsync<RpcException>(() => collection.Client.CreateCollectionAsync(name, cancellationToken: Cancellation));

        Assert.Equal((StatusCode.InvalidArgument, detail), (refusal.StatusCode, refusal.Status.Detail));
    }

    [Fact]
    public async Task GetCollectionInfo_OfNone_IsNotFound()
    {
        await using var collection = await TestCollection.StartAsync();

        var refusal = await Assert.ThrowsAsync<RpcException>(() => collection.Client.GetCollectionInfoAsync("none", Cancellation));

        Assert.Equal((StatusCode.NotFound, "Not found: Collection `none` doesn't exist!"), (refusal.StatusCode, refusal.Status.Detail));
    }

    [Theory]
    [InlineData(null, "Must provide an API key or an Authorization bearer token")]
    [InlineData("another", "Invalid API key or JWT")]
    public async Task Calls_WithoutTheKey_AreUnauthenticatedExceptHealth(string? key, string detail)
    {
        await using var server = await QdrantTestServer.StartAsync("secret", Cancellation);
        using var client = new QdrantClient(server.Address, key);
        using var trusted = new QdrantClient(server.Address, "secret");

        var refusal = await Assert.ThrowsAsync<RpcException>(() => client.ListCollectionsAsync(Cancellation));

        Assert.Equal((StatusCode.Unauthenticated, detail), (refusal.StatusCode, refusal.Status.Detail));
        Assert.Equal("qdrant - vector search engine", (await client.HealthAsync(Cancellation)).Title);
        Assert.Empty(await trusted.ListCollectionsAsync(Cancellation));
    }
}
