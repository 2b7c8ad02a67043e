using Grpc.Core;
using Qdrant.Client;
using Qdrant.Client.Grpc;
using SemanticCache.Qdrant.TestServer.Faults;
using static SemanticCache.Qdrant.TestServer.Tests.TestCollection;

namespace SemanticCache.Qdrant.TestServer.Tests;

public sealed class FaultTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Fail_TheNextCalls_DoesNothingAndThenAllIsWell()
    {
        await using var collection = await StartAsync();
        collection.Server.Faults.Fail("Points/Upsert", StatusCode.Unavailable, "gone", times: 2);

        var first = await Assert.ThrowsAsync<RpcException>(() => collection.UpsertAsync(Point(1, [1, 0, 0])));
        await Assert.ThrowsAsync<RpcException>(() => collection.UpsertAsync(Point(1, [1, 0, 0])));
        Assert.Equal((StatusCode.Unavailable, "gone"), (first.StatusCode, first.Status.Detail));
        Assert.Equal(0ul, await collection.CountAsync());

        await collection.UpsertAsync(Point(1, [1, 0, 0]));
        Assert.Equal(3, collection.Server.Calls.Count("Points/Upsert"));
        Assert.Equal(1ul, await collection.CountAsync());
    }

    [Fact]
    public async Task Fail_EveryMethodAlways_EndsWithClear()
    {
        await using var collection = await StartAsync();
        collection.Server.Faults.Fail(FaultPlan.AnyMethod, StatusCode.ResourceExhausted, times: FaultPlan.Always);

        for (var time = 0; time < 3; time++)
        {
            Assert.Equal(StatusCode.ResourceExhausted, (await Assert.ThrowsAsync<RpcException>(collection.CountAsync)).StatusCode);
        }

        collection.Server.Faults.Clear();
        Assert.Equal(0ul, await collection.CountAsync());
    }

    [Fact]
    public async Task Hold_UntilReleased_KeepsTheCallOpenAndThenDoesIt()
    {
        await using var collection = await StartAsync();
        var hold = collection.Server.Faults.Hold("Points/Upsert");
        var upsert = collection.UpsertAsync(Point(1, [1, 0, 0]));
        await hold.Reached.WaitAsync(Patience, Cancellation);

        Assert.Equal(0ul, await collection.CountAsync());
        Assert.False(upsert.IsCompleted);
        hold.Release();
        Assert.Equal(UpdateStatus.Completed, (await upsert.WaitAsync(Patience, Cancellation)).Status);
        Assert.Equal(1ul, await collection.CountAsync());
    }

    [Fact]
    public async Task Hold_CancelledCall_IsNotDone()
    {
        await using var collection = await StartAsync();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var hold = collection.Server.Faults.Hold("Points/Upsert", times: 1);
        var upsert = collection.Client.UpsertAsync(Name, [Point(1, [1, 0, 0])], cancellationToken: cancellation.Token);
        await hold.Reached.WaitAsync(Patience, Cancellation);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => upsert);
        Assert.Equal(0ul, await collection.CountAsync());
    }

    [Fact]
    public async Task LoseReply_OfAnUpsert_KeepsWhatItWrote()
    {
        await using var collection = await StartAsync();
        collection.Server.Faults.LoseReply("Points/Upsert");

        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => collection.UpsertAsync(Point(1, [1, 0, 0])))).StatusCode);

        Assert.Equal(1ul, await collection.CountAsync());
    }

    [Fact]
    public async Task ApplyFirst_OfABatch_WritesAndDeletesThatMuch()
    {
        await using var collection = await StartAsync();
        collection.Server.Faults.ApplyFirst(2, "Points/Upsert");
        var refusal = await Assert.ThrowsAsync<RpcException>(() => collection.UpsertAsync([.. Enumerable.Range(1, 5).Select(id => Point((ulong)id, [1, 0, 0]))]));
        Assert.Equal(StatusCode.Internal, refusal.StatusCode);
        Assert.Equal([1ul, 2], await collection.IdsAsync());

        collection.Server.Faults.ApplyFirst(1, "Points/Delete", StatusCode.Unavailable);
        await Assert.ThrowsAsync<RpcException>(() => collection.Client.DeleteAsync(Name, [2ul, 1ul], cancellationToken: Cancellation));
        Assert.Equal([1ul], await collection.IdsAsync());
        Assert.Equal(5, collection.Server.Calls.Requests<UpsertPoints>().Single().Points.Count);
    }

    [Fact]
    public void Fail_AnUnknownMethod_IsRefused()
    {
        var faults = new FaultPlan();

        Assert.Throws<ArgumentException>(() => faults.Fail("Points/Upset", StatusCode.Unavailable));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Restart_OnTheSamePort_KeepsOrLosesTheData(bool keepData, int collections)
    {
        await using var collection = await StartAsync();
        await collection.UpsertAsync(Point(1, [1, 0, 0]));
        var address = collection.Server.Address;
        var hold = collection.Server.Faults.Hold("Points/Count", times: 1);
        var held = collection.CountAsync();
        await hold.Reached.WaitAsync(Patience, Cancellation);

        await collection.Server.StopAsync();
        await Assert.ThrowsAsync<RpcException>(() => held.WaitAsync(Patience, Cancellation));
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(collection.CountAsync)).StatusCode);
        await collection.Server.StartAgainAsync(keepData, Cancellation);

        Assert.Equal(address, collection.Server.Address);
        // The old client waits a second before it connects again, as gRPC clients do after a refused connection.
        using var client = new QdrantClient(address);
        Assert.Equal(collections, (await client.ListCollectionsAsync(Cancellation)).Count);
    }

    [Fact]
    public async Task Calls_OfEveryMethod_AreRecordedInOrder()
    {
        await using var collection = await StartAsync();
        await collection.CountAsync();
        await Assert.ThrowsAsync<RpcException>(() => collection.Client.CountAsync("missing", cancellationToken: Cancellation));

        var calls = collection.Server.Calls.All.Where(call => call.Method != "Qdrant/HealthCheck").ToList();

        Assert.Equal(["Collections/Create", "Points/Count", "Points/Count"], calls.Select(call => call.Method));
        Assert.Equal(["cache", "missing"], collection.Server.Calls.Requests<CountPoints>().Select(request => request.CollectionName));
        collection.Server.Calls.Clear();
        Assert.Empty(collection.Server.Calls.All);
    }
}
