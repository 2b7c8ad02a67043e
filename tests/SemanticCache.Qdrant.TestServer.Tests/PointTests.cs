using Grpc.Core;
using Grpc.Net.Client;
using Qdrant.Client.Grpc;
using static SemanticCache.Qdrant.TestServer.Tests.TestCollection;

namespace SemanticCache.Qdrant.TestServer.Tests;

public sealed class PointTests
{
    [Fact]
    public async Task Upsert_ByCosine_StoresUnitVectors()
    {
        await using var collection = await StartAsync();
        await collection.UpsertAsync(Point(1, [0, 3, 4]));

        Assert.Equal([0, 0.6f, 0.8f], (await collection.GetAsync(1)).Vectors.Vector.Dense.Data);
    }

    [Theory]
    [InlineData(Distance.Dot, new ulong[] { 2, 1, 3 }, 8f)]
    [InlineData(Distance.Euclid, new ulong[] { 1, 2, 3 }, 1f)]
    [InlineData(Distance.Manhattan, new ulong[] { 1, 2, 3 }, 1f)]
    [InlineData(Distance.Cosine, new ulong[] { 1, 2, 3 }, 1f)]
    public async Task Query_ByDistance_OrdersAndScoresAsItDoes(Distance distance, ulong[] ids, float best)
    {
        await using var collection = await StartAsync(distance);
        await collection.UpsertAsync(Point(1, [1, 0, 0]), Point(2, [4, 0, 0]), Point(3, [0, 4, 0]));

        var hits = await collection.Client.QueryAsync(Name, new float[] { 2, 0, 0 }, cancellationToken: Cancellation);

        Assert.Equal(ids, hits.Select(hit => hit.Id.Num));
        Assert.Equal(best, hits[0].Score, 1e-5f);
    }

    [Theory]
    [InlineData(Distance.Euclid, 2f, new ulong[] { 1 })]
    [InlineData(Distance.Euclid, 4f, new ulong[] { 1, 2 })]
    [InlineData(Distance.Dot, 2f, new ulong[] { 3, 2 })]
    public async Task Query_WithThreshold_KeepsTheBetterOnesAndNotTheEqual(Distance distance, float threshold, ulong[] expected)
    {
        await using var collection = await StartAsync(distance);
        await collection.UpsertAsync(Point(1, [2, 0, 0]), Point(2, [3, 0, 0]), Point(3, [5, 0, 0]));
        var query = new float[] { 1, 0, 0 };

        var hits = await collection.Client.QueryAsync(Name, query, scoreThreshold: threshold, cancellationToken: Cancellation);

        Assert.Equal(expected, hits.Select(hit => hit.Id.Num));
    }

    [Fact]
    public async Task Facet_OverAnIndexedField_CountsPointsByValue()
    {
        await using var collection = await StartAsync();
        await collection.UpsertAsync(Point(1, [1, 0, 0], ("scope", "b")), Point(2, [1, 0, 0], ("scope", "a")), Point(3, [1, 0, 0], ("scope", "a")));
        await AssertRefusedAsync(() => collection.Client.FacetAsync(Name, "scope", cancellationToken: Cancellation), StatusCode.InvalidArgument, null);
        await collection.Client.CreatePayloadIndexAsync(Name, "scope", cancellationToken: Cancellation);

        var hits = await collection.Client.FacetAsync(Name, "scope", cancellationToken: Cancellation);

        Assert.Equal([("a", 2ul), ("b", 1ul)], hits.Hits.Select(hit => (hit.Value.StringValue, hit.Count)));
    }

    [Fact]
    public async Task Query_WithSelectors_ShowsWhatTheyName()
    {
        await using var collection = await StartAsync();
        await collection.UpsertAsync(Point(1, [1, 0, 0], ("scope", "a"), ("source", new Value { StructValue = new() { Fields = { ["doc"] = "d", ["page"] = 1 } } })));

        async Task<ScoredPoint> QueryAsync(WithPayloadSelector? payload) =>
            (await collection.Client.QueryAsync(Name, new float[] { 1, 0, 0 }, payloadSelector: payload, cancellationToken: Cancellation)).Single();

        var included = await QueryAsync(new() { Include = new() { Fields = { "source.doc", "none" } } });
        var excluded = await QueryAsync(new() { Exclude = new() { Fields = { "source.doc" } } });
        Assert.Equal(new Value { StructValue = new() { Fields = { ["doc"] = "d" } } }, Assert.Single(included.Payload).Value);
        Assert.Equal(["scope", "source"], excluded.Payload.Keys.Order());
        Assert.Equal("page", Assert.Single(excluded.Payload["source"].StructValue.Fields).Key);
        Assert.Empty((await QueryAsync(new() { Enable = false })).Payload);
        Assert.Null(included.Vectors);
    }

    [Fact]
    public async Task Query_ByPointAndByNothing_LeavesThePointOutAndScrolls()
    {
        await using var collection = await StartAsync();
        await collection.UpsertAsync(Point(1, [1, 0, 0]), Point(2, [1, 1, 0]), Point(3, [0, 0, 1]));

        var near = await collection.Client.QueryAsync(Name, 3ul, limit: 1, offset: 1, cancellationToken: Cancellation);
        var all = await collection.Client.QueryAsync(Name, cancellationToken: Cancellation);

        Assert.Equal([2ul], near.Select(hit => hit.Id.Num));
        Assert.Equal([1ul, 2, 3], all.Select(hit => hit.Id.Num));
    }

    [Fact]
    public async Task Scroll_OverMixedIds_GivesPagesInOrderOfIds()
    {
        await using var collection = await StartAsync();
        var named = Guid.Parse("5ca1ab1e-0000-0000-0000-000000000001");
        await collection.UpsertAsync(new PointStruct { Id = named, Vectors = new float[] { 1, 0, 0 } }, Point(20, [1, 0, 0]), Point(3, [1, 0, 0]));

        var first = await collection.Client.ScrollAsync(Name, limit: 2, cancellationToken: Cancellation);
        var second = await collection.Client.ScrollAsync(Name, limit: 2, offset: first.NextPageOffset, cancellationToken: Cancellation);

        Assert.Equal([3ul, 20], first.Result.Select(point => point.Id.Num));
        Assert.Equal(named.ToString(), Assert.Single(second.Result).Id.Uuid);
        Assert.Null(second.NextPageOffset);
    }

    [Fact]
    public async Task Upsert_WithoutVectors_IsForCollectionsWithoutThem()
    {
        await using var collection = await StartAsync();
        await collection.Client.CreateCollectionAsync("plain", new VectorParamsMap(), cancellationToken: Cancellation);
        var point = new PointStruct { Id = 1ul, Vectors = new Vectors { Vectors_ = new NamedVectors() }, Payload = { ["scope"] = "a" } };

        await collection.Client.UpsertAsync("plain", [point], cancellationToken: Cancellation);

        Assert.Equal(1ul, await collection.Client.CountAsync("plain", cancellationToken: Cancellation));
        await AssertRefusedAsync(
            () => collection.Client.QueryAsync("plain", new float[] { 1 }, cancellationToken: Cancellation),
            StatusCode.InvalidArgument,
            "Wrong input: Vectors are not configured in this collection");
    }

    [Fact]
    public async Task NamedVectors_OfOneCollection_AreSearchedByName()
    {
        await using var collection = await StartAsync();
        var spaces = new VectorParamsMap { Map = { ["a"] = new() { Size = 2, Distance = Distance.Dot }, ["b"] = new() { Size = 1, Distance = Distance.Dot } } };
        await collection.Client.CreateCollectionAsync("named", spaces, cancellationToken: Cancellation);
        var vectors = new Dictionary<string, float[]> { ["a"] = [1, 2], ["b"] = [3] };
        await collection.Client.UpsertAsync("named", [new PointStruct { Id = 1ul, Vectors = vectors }], cancellationToken: Cancellation);

        var hits = await collection.Client.QueryAsync("named", new float[] { 2 }, usingVector: "b", vectorsSelector: true, cancellationToken: Cancellation);

        Assert.Equal(6, Assert.Single(hits).Score);
        Assert.Equal([1, 2], hits[0].Vectors.Vectors.Vectors["a"].Dense.Data);
        await AssertRefusedAsync(
            () => collection.Client.QueryAsync("named", new float[] { 2 }, cancellationToken: Cancellation),
            StatusCode.InvalidArgument,
            "Wrong input: Collection requires specified vector name in the request, available names: a, b");
    }

    [Fact]
    public async Task Upsert_BadPoints_AreRefusedWhole()
    {
        await using var collection = await StartAsync();

        await AssertRefusedAsync(
            () => collection.UpsertAsync(Point(1, [1, 0, 0]), Point(2, [1, 0, 0, 0])),
            StatusCode.InvalidArgument,
            "Wrong input: Vector dimension error: expected dim: 3, got 4");
        await AssertRefusedAsync(
            () => collection.UpsertAsync(new PointStruct { Id = new PointId { Uuid = "no" }, Vectors = new float[] { 1, 0, 0 } }),
            StatusCode.InvalidArgument,
            "Unable to parse UUID: no");
        await AssertRefusedAsync(() => collection.UpsertAsync(), StatusCode.InvalidArgument, "Bad request: Empty update request");
        Assert.Equal(0ul, await collection.CountAsync());
    }

    [Fact]
    public async Task Changes_NotWaitedFor_AreAcknowledgedAndThere()
    {
        await using var collection = await StartAsync();

        var result = await collection.Client.UpsertAsync(Name, [Point(1, [1, 0, 0])], wait: false, cancellationToken: Cancellation);

        Assert.Equal(UpdateStatus.Acknowledged, result.Status);
        Assert.Equal(1ul, await collection.CountAsync());
        var missing = await collection.Client.ClearPayloadAsync(Name, 9ul, wait: false, cancellationToken: Cancellation);
        Assert.Equal(UpdateStatus.Acknowledged, missing.Status);
    }

    [Fact]
    public async Task Search_OldMethod_FindsTheSame()
    {
        await using var collection = await StartAsync();
        await collection.UpsertAsync(Point(1, [1, 0, 0], ("scope", "a")), Point(2, [0, 1, 0]));

        using var channel = GrpcChannel.ForAddress(collection.Server.Address);
        var request = new SearchPoints { CollectionName = Name, Vector = { 1, 0, 0 }, Limit = 1, WithPayload = true };

        var hits = (await new Points.PointsClient(channel).SearchAsync(request, cancellationToken: Cancellation)).Result;

        Assert.Equal((1ul, "a"), (Assert.Single(hits).Id.Num, hits[0].Payload["scope"].StringValue));
    }

    [Fact]
    public async Task Upsert_OfManyMegabytes_IsTaken()
    {
        await using var collection = await StartAsync();
        var text = new string('x', 1024 * 1024);

        await collection.UpsertAsync([.. Enumerable.Range(1, 40).Select(id => Point((ulong)id, [1, 0, 0], ("text", text)))]);

        Assert.Equal(40ul, await collection.CountAsync());
    }

    [Fact]
    public async Task Calls_AtTheSameTime_LoseNothing()
    {
        await using var collection = await StartAsync();
        await Task.WhenAll(Enumerable.Range(1, 200).Select(id => collection.UpsertAsync(Point((ulong)id, [1, 0, 0]))));

        Assert.Equal(200ul, await collection.CountAsync());
        Assert.Equal(200, collection.Server.Calls.Count("Points/Upsert"));
    }

    private static async Task AssertRefusedAsync(Func<Task> call, StatusCode code, string? detail)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal((code, detail ?? refusal.Status.Detail), (refusal.StatusCode, refusal.Status.Detail));
    }
}
