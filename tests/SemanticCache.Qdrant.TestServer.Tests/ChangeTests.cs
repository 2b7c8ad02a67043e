using Grpc.Core;
using Qdrant.Client.Grpc;
using static SemanticCache.Qdrant.TestServer.Tests.TestCollection;

namespace SemanticCache.Qdrant.TestServer.Tests;

public sealed class ChangeTests
{
    private static readonly Filter VersionOne = new() { Must = { Conditions.Match("version", 1) } };

    [Theory]
    [InlineData(UpdateMode.Upsert, 2, true)]
    [InlineData(UpdateMode.UpdateOnly, 2, false)]
    [InlineData(UpdateMode.InsertOnly, 1, true)]
    public async Task Upsert_WithConditionAndMode_WritesWhatTheyAllow(UpdateMode mode, long matching, bool inserted)
    {
        await using var collection = await StartAsync();
        await collection.UpsertAsync(Point(1, [1, 0, 0], ("version", 1)), Point(2, [1, 0, 0], ("version", 5)));
        var request = new UpsertPoints { CollectionName = Name, Wait = true, UpdateFilter = VersionOne, UpdateMode = mode };
        request.Points.AddRange(new ulong[] { 1, 2, 3 }.Select(id => Point(id, [0, 1, 0], ("version", 2))));

        await collection.Client.UpsertAsync(request, Cancellation);

        Assert.Equal(matching, (await collection.GetAsync(1)).Payload["version"].IntegerValue);
        Assert.Equal(5, (await collection.GetAsync(2)).Payload["version"].IntegerValue);
        Assert.Equal(inserted, (await collection.IdsAsync()).Contains(3ul));
    }

    [Fact]
    public async Task Upsert_ExistingPoint_ReplacesItWhole()
    {
        await using var collection = await StartAsync();
        await collection.UpsertAsync(Point(1, [1, 0, 0], ("a", 1), ("none", new Value { NullValue = NullValue.NullValue })));
        Assert.Equal(Value.KindOneofCase.NullValue, (await collection.GetAsync(1)).Payload["none"].KindCase);

        await collection.UpsertAsync(Point(1, [0, 1, 0], ("b", 2)));

        Assert.Equal("b", Assert.Single((await collection.GetAsync(1)).Payload).Key);
    }

    [Fact]
    public async Task SetPayload_Fields_MergesAtThePathAndRemovesNulls()
    {
        await using var collection = await StartAsync();
        await collection.UpsertAsync(Point(1, [1, 0, 0], ("a", 1), ("b", 2)));

        var changes = new Dictionary<string, Value> { ["b"] = new() { NullValue = NullValue.NullValue }, ["c"] = 3 };
        await collection.Client.SetPayloadAsync(Name, changes, 1ul, cancellationToken: Cancellation);
        await collection.Client.SetPayloadAsync(Name, new Dictionary<string, Value> { ["hits"] = 4 }, 1ul, key: "stats.use", cancellationToken: Cancellation);

        var payload = (await collection.GetAsync(1)).Payload;
        Assert.Equal(["a", "c", "stats"], payload.Keys.Order());
        Assert.Equal(4, payload["stats"].StructValue.Fields["use"].StructValue.Fields["hits"].IntegerValue);
    }

    [Fact]
    public async Task SetPayload_OfAMissingPoint_ChangesTheOthersAndIsNotFound()
    {
        await using var collection = await StartAsync();
        await collection.UpsertAsync(Point(1, [1, 0, 0]));

        var refusal = await Assert.ThrowsAsync<RpcException>(
            () => collection.Client.SetPayloadAsync(Name, new Dictionary<string, Value> { ["a"] = 1 }, [9ul, 1ul], cancellationToken: Cancellation));

        Assert.Equal((StatusCode.NotFound, "Not found: No point with id 9 found"), (refusal.StatusCode, refusal.Status.Detail));
        Assert.Equal(1, (await collection.GetAsync(1)).Payload["a"].IntegerValue);
    }

    [Fact]
    public async Task Payload_OverwrittenDeletedAndCleared_HasWhatIsLeft()
    {
        await using var collection = await StartAsync();
        await collection.UpsertAsync(Point(1, [1, 0, 0], ("a", 1)), Point(2, [1, 0, 0], ("a", 1), ("b", 2)), Point(3, [1, 0, 0], ("a", 1)));

        await collection.Client.OverwritePayloadAsync(Name, new Dictionary<string, Value> { ["c"] = 1 }, 1ul, cancellationToken: Cancellation);
        await collection.Client.DeletePayloadAsync(Name, ["a"], new Filter { Must = { Conditions.Match("b", 2) } }, cancellationToken: Cancellation);
        await collection.Client.ClearPayloadAsync(Name, 3ul, cancellationToken: Cancellation);

        Assert.Equal("c", Assert.Single((await collection.GetAsync(1)).Payload).Key);
        Assert.Equal("b", Assert.Single((await collection.GetAsync(2)).Payload).Key);
        Assert.Empty((await collection.GetAsync(3)).Payload);
    }

    [Fact]
    public async Task UpdateVectors_OfAPoint_KeepsItsPayload()
    {
        await using var collection = await StartAsync();
        await collection.UpsertAsync(Point(1, [1, 0, 0], ("a", 1)));

        await collection.Client.UpdateVectorsAsync(Name, [new PointVectors { Id = 1ul, Vectors = new float[] { 0, 0, 2 } }], cancellationToken: Cancellation);

        var point = await collection.GetAsync(1);
        Assert.Equal([0, 0, 1], point.Vectors.Vector.Dense.Data);
        Assert.Equal(1, point.Payload["a"].IntegerValue);
    }

    [Fact]
    public async Task UpdateBatch_SeveralOperations_AppliesThemInOrder()
    {
        await using var collection = await StartAsync();
        var upsert = new PointsUpdateOperation { Upsert = new() { Points = { Point(1, [1, 0, 0]), Point(2, [1, 0, 0]) } } };
        var mark = new PointsUpdateOperation { SetPayload = new() { PointsSelector = Ids(1), Payload = { ["a"] = 1 } } };
        var delete = new PointsUpdateOperation { DeletePoints = new() { Points = Ids(2) } };

        var results = await collection.Client.UpdateBatchAsync(Name, [upsert, mark, delete], cancellationToken: Cancellation);

        Assert.Equal([0ul, 1, 2], results.Select(result => result.OperationId));
        Assert.Equal([1ul], await collection.IdsAsync());
        Assert.Equal(1, (await collection.GetAsync(1)).Payload["a"].IntegerValue);
    }

    private static PointsSelector Ids(ulong id) => new() { Points = new() { Ids = { id } } };
}
