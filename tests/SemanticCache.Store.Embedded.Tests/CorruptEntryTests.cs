using Microsoft.Extensions.Logging;
using SemanticCache.Core.Search;
using SemanticCache.Store.Conformance;

namespace SemanticCache.Store.Embedded.Tests;

public sealed class CorruptEntryTests : StoreTest
{
    private const string Damage = "UPDATE entries SET content = zeroblob(length(content)) WHERE seq = 1";

    [Fact]
    public async Task GetAsync_DamagedContent_IsAbsentLoggedCountedAndDeleted()
    {
        await using var store = await OpenWithAsync(Damage);

        Assert.Null(await store.GetAsync(SampleEntries.Id(1), Cancellation));

        await AssertDroppedAsync(store);
    }

    [Fact]
    public async Task SearchAsync_DamagedContent_ReturnsNothingForIt()
    {
        await using var store = await OpenWithAsync(Damage);

        Assert.Empty(await SearchAsync(store, SampleEntries.Create(1)));

        await AssertDroppedAsync(store);
    }

    [Fact]
    public async Task ListAsync_DamagedContent_ReturnsTheOthers()
    {
        await using var store = await OpenWithAsync(Damage);

        var page = await store.ListAsync(new EntryFilter(), new PageRequest(10, ""), Cancellation);

        Assert.Equal([SampleEntries.Id(3), SampleEntries.Id(2)], page.Entries.Select(entry => entry.Id));
        await AssertDroppedAsync(store);
    }

    [Theory]
    [InlineData("x'010203'")]
    [InlineData("zeroblob(64)")]
    [InlineData("'text'")]
    public async Task OpenAsync_DamagedVector_DropsTheRowAndLoadsTheOthers(string vector)
    {
        await using var store = await OpenWithAsync($"UPDATE entries SET vector = {vector} WHERE seq = 1");

        Assert.Equal(2, await store.CountAsync(new EntryFilter(), Cancellation));
        Assert.Null(await store.GetAsync(SampleEntries.Id(1), Cancellation));
        Assert.Equal(2, Folder.Run("SELECT count(*) FROM entries"));
        Assert.Single(Folder.Logger.Collector.GetSnapshot(), record => record.Level == LogLevel.Error);
    }

    [Fact]
    public async Task GetAsync_DamagedEntryStoredAgainMeanwhile_KeepsTheNewOne()
    {
        await using var store = await OpenWithAsync(Damage);
        using (var blocked = await BlockedWriter.StartAsync(store))
        {
            var write = UpsertAsync(store, 1);
            Assert.Null(await store.GetAsync(SampleEntries.Id(1), Cancellation));
            blocked.Release();
            await write;
        }

        await store.SweepAsync(default, Cancellation);

        Assert.NotNull(await store.GetAsync(SampleEntries.Id(1), Cancellation));
        Assert.Equal(3, Folder.Run("SELECT count(*) FROM entries"));
    }

    private async Task<EmbeddedStore> OpenWithAsync(string damage)
    {
        await using (var store = await Folder.OpenAsync())
        {
            await UpsertAsync(store, 3);
        }

        Folder.Run(damage);
        return await Folder.OpenAsync();
    }

    private async Task AssertDroppedAsync(EmbeddedStore store)
    {
        Assert.Equal(1, store.CorruptEntries);
        var error = Assert.Single(Folder.Logger.Collector.GetSnapshot(), record => record.Level == LogLevel.Error);
        Assert.Contains(SampleEntries.Id(1).ToString(), error.Message, StringComparison.Ordinal);

        // Any later write is done after the deletion.
        await store.SweepAsync(default, Cancellation);
        Assert.Equal(2, await store.CountAsync(new EntryFilter(), Cancellation));
        Assert.Equal(2, Folder.Run("SELECT count(*) FROM entries"));
    }
}
