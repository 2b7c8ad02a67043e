using SemanticCache.Core.Entries.Retention;
using SemanticCache.Core.Search;
using SemanticCache.Store.Conformance;
using SemanticCache.Store.Embedded.Writing;

namespace SemanticCache.Store.Embedded.Tests.Writing;

public sealed class GroupCommitTests : StoreTest
{
    [Fact]
    public async Task UpsertAsync_ManyWaiting_ShareOneTransaction()
    {
        var store = await Folder.OpenAsync();
        var writes = new List<Task>();
        using (await BlockedWriter.StartAsync(store))
        {
            writes.AddRange(Enumerable.Range(0, 100).Select(number => UpsertAsync(store, 1, number)));
        }

        await Task.WhenAll(writes);

        Assert.Equal(2, store.Transactions);
        Assert.Equal(100, await store.CountAsync(new EntryFilter(), Cancellation));
    }

    [Fact]
    public async Task UpsertAsync_MoreWaitingThanABatch_TakesSeveralTransactions()
    {
        var store = await Folder.OpenAsync(options => options.MaximumBatch = 10);
        var writes = new List<Task>();
        using (await BlockedWriter.StartAsync(store))
        {
            writes.AddRange(Enumerable.Range(0, 25).Select(number => UpsertAsync(store, 1, number)));
        }

        await Task.WhenAll(writes);

        Assert.Equal(4, store.Transactions);
    }

    [Fact]
    public async Task UpsertAsync_QueueFull_WaitsAndHonoursCancellation()
    {
        var store = await Folder.OpenAsync(options => options.WriteQueueLimit = 1);
        using var cancelling = new CancellationTokenSource();
        Task queued, cancelled, waiting;
        using (await BlockedWriter.StartAsync(store))
        {
            queued = UpsertAsync(store, 1, first: 1);
            cancelled = store.UpsertAsync([SampleEntries.Create(2)], cancelling.Token).AsTask();
            waiting = UpsertAsync(store, 1, first: 3);
            Assert.False(cancelled.IsCompleted);
            await cancelling.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
            Assert.False(waiting.IsCompleted);
        }

        await Task.WhenAll(queued, waiting);

        Assert.Null(await store.GetAsync(SampleEntries.Id(2), Cancellation));
        Assert.Equal(2, await store.CountAsync(new EntryFilter(), Cancellation));
    }

    [Fact]
    public async Task UpsertAsync_CancelledWhileQueued_IsNotWritten()
    {
        var store = await Folder.OpenAsync();
        using var cancelling = new CancellationTokenSource();
        Task cancelled;
        using (await BlockedWriter.StartAsync(store))
        {
            cancelled = store.UpsertAsync([SampleEntries.Create(1)], cancelling.Token).AsTask();
            await cancelling.CancelAsync();
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(0, Folder.Run("SELECT count(*) FROM entries"));
    }

    [Fact]
    public async Task EvictAsync_BehindWaitingUpserts_SeesThem()
    {
        var store = await Folder.OpenAsync();
        Task writes;
        Task<int> eviction;
        using (await BlockedWriter.StartAsync(store))
        {
            writes = UpsertAsync(store, 5);
            eviction = store.Engine.WriteAsync(new EvictOperation(new EvictionOrder("bot", 2), store.Engine.State), Cancellation);
        }

        await writes;

        Assert.Equal(3, await eviction);
    }
}
