using Grpc.Core;
using Qdrant.Client.Grpc;
using SemanticCache.Core.Entries;
using SemanticCache.Store.Conformance;
using SemanticCache.TestUtils;
using static SemanticCache.Store.Qdrant.Tests.OpenStore;

namespace SemanticCache.Store.Qdrant.Tests;

/// <summary>Which of two instances may ask a language model.</summary>
public sealed class FlightTests
{
    private const string Leases = "semcache-leases";

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);
    private static readonly Guid Flight = Guid.Parse("0193a5d2-0000-7000-8000-000000000001");
    private static readonly Guid Rival = Guid.Parse("0193a5d2-0000-7000-8000-000000000002");

    private readonly ManualClock _time = new(SampleEntries.Now);
    private readonly EntryId _entry = SampleEntries.Id(1);

    [Fact]
    public async Task TryTakeOff_TwoInstances_LetsOneAskUntilItHasLanded()
    {
        await using var open = await StartAsync();
        var other = open.NewInstance();

        Assert.True(await TakesOffAsync(open.Store, Flight));
        Assert.False(await TakesOffAsync(other, Rival));
        Assert.True(await other.TryTakeOffAsync(SampleEntries.Id(2), Rival, Lease, Cancellation));

        await open.Store.LandAsync(_entry, Flight, Cancellation);
        Assert.True(await TakesOffAsync(other, Rival));
        Assert.False(await TakesOffAsync(open.Store, Flight));
    }

    [Fact]
    public async Task TryTakeOff_ManyAtOnce_LetsOneAsk()
    {
        await using var open = await StartAsync();
        var other = open.NewInstance();

        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => TakesOffAsync(number % 2 == 0 ? open.Store : other, Guid.CreateVersion7())));

        Assert.Single(taken, isTaken => isTaken);
    }

    [Fact]
    public async Task TryTakeOff_AnotherFlightOfTheSameInstance_IsRefused()
    {
        await using var open = await StartAsync();

        Assert.True(await TakesOffAsync(open.Store, Flight));
        Assert.False(await TakesOffAsync(open.Store, Rival));
    }

    [Fact]
    public async Task Land_ByAFlightWithoutTheLease_LeavesIt()
    {
        await using var open = await StartAsync();
        await TakesOffAsync(open.Store, Flight);

        await open.Store.LandAsync(_entry, Rival, Cancellation);

        Assert.False(await TakesOffAsync(open.NewInstance(), Rival));
    }

    [Fact]
    public async Task TryTakeOff_HolderNeverLands_IsTakenOverWhenItsTimeIsUp()
    {
        await using var open = await StartAsync(time: _time);
        var other = open.NewInstance();
        await TakesOffAsync(open.Store, Flight);

        _time.Advance(Lease - TimeSpan.FromTicks(1));
        Assert.False(await TakesOffAsync(other, Rival));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.True(await TakesOffAsync(other, Rival));

        // Who comes back late must not free what is another's by now.
        await open.Store.LandAsync(_entry, Flight, Cancellation);
        Assert.False(await TakesOffAsync(open.Store, Flight));
    }

    [Fact]
    public async Task TryTakeOff_ReplyLost_IsKnownByItsMark()
    {
        await using var open = await StartAsync(options => options.Retries = 2);
        open.Server.Faults.LoseReply("Points/Upsert");

        Assert.True(await TakesOffAsync(open.Store, Flight));
        Assert.False(await TakesOffAsync(open.NewInstance(), Rival));
    }

    [Fact]
    public async Task TryTakeOff_CannotBeReadBack_FailsAndCanStillLand()
    {
        await using var open = await StartAsync();
        open.Server.Faults.Fail("Points/Get", StatusCode.Internal);
        await Assert.ThrowsAsync<RpcException>(() => TakesOffAsync(open.Store, Flight));

        await open.Store.LandAsync(_entry, Flight, Cancellation);

        Assert.True(await TakesOffAsync(open.NewInstance(), Rival));
    }

    [Fact]
    public async Task TryTakeOff_QdrantRefuses_Fails()
    {
        await using var open = await StartAsync();
        open.Server.Faults.Fail("Points/Upsert", StatusCode.Unavailable);

        await Assert.ThrowsAsync<RpcException>(() => TakesOffAsync(open.Store, Flight));

        Assert.True(await TakesOffAsync(open.Store, Flight));
    }

    [Fact]
    public async Task TryTakeOff_CallerGivesUp_EndsAtOnce()
    {
        await using var open = await StartAsync();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var hold = open.Server.Faults.Hold("Points/Upsert");
        var taking = open.Store.TryTakeOffAsync(_entry, Flight, Lease, leaving.Token).AsTask();
        await hold.Reached.WaitAsync(Cancellation);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taking.WaitAsync(Patience.Longest, Cancellation));
    }

    [Fact]
    public async Task Sweep_LeaseOver_RemovesIt()
    {
        await using var open = await StartAsync(time: _time);
        await TakesOffAsync(open.Store, Flight);
        _time.Advance(Lease);
        await open.Store.TryTakeOffAsync(SampleEntries.Id(2), Rival, Lease, Cancellation);

        await open.Store.SweepAsync(_time.GetUtcNow(), Cancellation);

        using var client = new global::Qdrant.Client.QdrantClient(open.Server.Address);
        Assert.Equal(1ul, await client.CountAsync(Leases, cancellationToken: Cancellation));
        Assert.False(await open.Store.TryTakeOffAsync(SampleEntries.Id(2), Flight, Lease, Cancellation));
    }

    [Fact]
    public async Task TryTakeOff_Always_AsksQdrantForOneOrderOfAllCopies()
    {
        await using var open = await StartAsync();

        await TakesOffAsync(open.Store, Flight);

        var taking = Assert.Single(open.Server.Calls.Requests<UpsertPoints>());
        Assert.Equal((Leases, true, WriteOrderingType.Strong), (taking.CollectionName, taking.Wait, taking.Ordering.Type));
    }

    private async Task<bool> TakesOffAsync(QdrantStore store, Guid flight) => await store.TryTakeOffAsync(_entry, flight, Lease, Cancellation);
}
