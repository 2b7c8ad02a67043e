using SemanticCache.Store.Conformance;

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
        await store.SweepAsync(default, Cancellation);

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
}
