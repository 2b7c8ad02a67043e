using SemanticCache.Core.Entries.Retention;
using SemanticCache.Store.Conformance;
using SemanticCache.Store.Embedded.Writing;

namespace SemanticCache.Store.Embedded.Tests;

public sealed class TouchTests : StoreTest
{
    [Fact]
    public async Task Touch_AfterTheInterval_IsWrittenDownAndSeenByReaders()
    {
        var store = await Folder.OpenAsync();
        await UpsertAsync(store, 1);
        store.Touch(SampleEntries.Id(1), SampleEntries.Now.AddMinutes(2));
        store.Touch(SampleEntries.Id(1), SampleEntries.Now.AddMinutes(1));

        Folder.Time.Advance(TimeSpan.FromSeconds(5));
        await WriteNothingAsync(store);

        var entry = await store.GetAsync(SampleEntries.Id(1), Cancellation);
        Assert.Equal((2, SampleEntries.Now.AddMinutes(2)), (entry!.HitCount, entry.LastUsedAt));
        Assert.Equal(2, Folder.Run("SELECT hit_count FROM entries"));
    }

    [Fact]
    public async Task DisposeAsync_PendingTouches_AreWrittenDown()
    {
        await using (var store = await Folder.OpenAsync())
        {
            await UpsertAsync(store, 1);
            store.Touch(SampleEntries.Id(1), SampleEntries.Now.AddMinutes(2));
        }

        Assert.Equal(1, Folder.Run("SELECT hit_count FROM entries"));
        Assert.Equal(SampleEntries.Now.AddMinutes(2).UtcTicks, Folder.Run("SELECT last_used_at FROM entries"));
    }

    [Fact]
    public async Task Touch_MoreEntriesThanAPortion_AreAllWrittenDownAfterTheInterval()
    {
        var store = await OpenTouchedAsync(4_500);

        Folder.Time.Advance(TimeSpan.FromSeconds(5));

        // A portion queues the next one before it ends, hence ahead of the write that comes after an awaited one.
        for (var portion = 0; portion < 3; portion++)
        {
            await WriteNothingAsync(store);
        }

        Assert.Equal(4_500, Folder.Run("SELECT sum(hit_count) FROM entries"));
    }

    [Fact]
    public async Task FlushTouches_MoreThanAPortion_LeavesTheRestForTheNextTransaction()
    {
        var store = await OpenTouchedAsync(TouchFlush.ChunkSize + 1);
        var flush = new TouchFlush(store.Engine.State.Touches);

        await store.Engine.WriteAsync(
            new BlockedWriter.Operation(session =>
            {
                flush.Execute(session);
                return true;
            }),
            Cancellation);

        Assert.Equal(TouchFlush.ChunkSize, flush.Taken);
        Assert.Equal(TouchFlush.ChunkSize, Folder.Run("SELECT sum(hit_count) FROM entries"));
        Assert.Single(store.Engine.State.Touches.Take(2));
    }

    [Fact]
    public async Task DisposeAsync_ManyPendingTouches_AreAllWrittenDown()
    {
        await using (await OpenTouchedAsync(4_500))
        {
        }

        Assert.Equal(4_500, Folder.Run("SELECT sum(hit_count) FROM entries"));
    }

    [Fact]
    public async Task EvictAsync_MoreTouchesPendingThanAPortion_KeepsTheLastUsed()
    {
        var store = await OpenTouchedAsync(4_500);
        await UpsertAsync(store, 1);
        store.Touch(SampleEntries.Id(1), SampleEntries.Now.AddMinutes(9));

        var result = await store.EvictAsync(new EvictionOrder("bot", 1), Cancellation);

        Assert.Equal((4_499, 1), (result.Evicted, result.Left.Entries));

        Assert.NotNull(await store.GetAsync(SampleEntries.Id(1), Cancellation));
    }

    [Fact]
    public async Task Touch_FlushFails_IsWrittenDownLater()
    {
        var store = await Folder.OpenAsync();
        await UpsertAsync(store, 1);
        store.Touch(SampleEntries.Id(1), SampleEntries.Now);
        await using (var connection = Folder.Connect())
        {
            using var command = connection.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE";
            command.ExecuteNonQuery();
            Folder.Time.Advance(TimeSpan.FromSeconds(5));
            await Assert.ThrowsAnyAsync<Exception>(async () => await UpsertAsync(store, 1, first: 2));
        }

        await store.DisposeAsync();

        Assert.Equal(1, Folder.Run("SELECT hit_count FROM entries"));
    }

    [Fact]
    public async Task UpsertAsync_TouchedEntryReplaced_StartsAgain()
    {
        await using (var store = await Folder.OpenAsync())
        {
            await UpsertAsync(store, 1);
            store.Touch(SampleEntries.Id(1), SampleEntries.Now);
            await UpsertAsync(store, 1);
        }

        Assert.Equal(0, Folder.Run("SELECT hit_count FROM entries"));
    }

    // Comes behind what the timer has queued, and writes no servings down itself.
    private static async Task WriteNothingAsync(EmbeddedStore store) =>
        await store.RemoveAliasesAsync(SampleEntries.Id(0), Cancellation);

    private async Task<EmbeddedStore> OpenTouchedAsync(int count)
    {
        var store = await Folder.OpenAsync();
        foreach (var entry in (await UpsertAsync(store, count)).Reverse())
        {
            store.Touch(entry.Id, SampleEntries.Now);
        }

        return store;
    }
}
