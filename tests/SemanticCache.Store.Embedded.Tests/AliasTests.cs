using Microsoft.Extensions.Logging;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;
using SemanticCache.Store.Conformance;

namespace SemanticCache.Store.Embedded.Tests;

public sealed class AliasTests : StoreTest
{
    private static readonly EntryAlias First = SampleAliases.Create(1, SampleEntries.Create(1));
    private static readonly EntryAlias Second = SampleAliases.Create(2, SampleEntries.Create(1), AliasOrigin.Confirmed);

    [Fact]
    public async Task OpenAsync_AfterClosing_FindsEveryAliasAgain()
    {
        await using (await OpenWithAliasesAsync())
        {
        }

        await using var reopened = await Folder.OpenAsync();

        AliasAssert.Same(First, (await reopened.FindAsync(First.Id, Cancellation))?.Alias);
        AliasAssert.Same(Second, (await reopened.FindAsync(Second.Id, Cancellation))?.Alias);
        Assert.Equal([First.Entry], await SearchAsync(reopened, Second));
        Assert.Equal(3, await reopened.CountAsync(new EntryFilter(), Cancellation));
    }

    [Fact]
    public async Task OpenAsync_EntryExpiredMeanwhile_DoesNotIndexItsAliases()
    {
        await using (await OpenWithAliasesAsync())
        {
        }

        Folder.Time.Advance(TimeSpan.FromHours(2));
        await using var reopened = await Folder.OpenAsync();

        Assert.Equal(0, reopened.Engine.State.Partitions.Count);
        Assert.Equal(3, await reopened.SweepAsync(Folder.Time.GetUtcNow(), Cancellation));
        Assert.Equal(0, Folder.Run("SELECT count(*) FROM aliases"));
    }

    [Fact]
    public async Task OpenAsync_DatabaseOfTheVersionBeforeAliases_AddsTheTable()
    {
        await using (var store = await Folder.OpenAsync())
        {
            await UpsertAsync(store, 1);
        }

        Folder.Run(
            """
            DROP TABLE records; DROP TABLE labels; DROP TABLE undone_merges; DROP TABLE merges; DROP TABLE aliases; DROP INDEX entries_by_use;
            ALTER TABLE entries DROP COLUMN bytes; ALTER TABLE entries DROP COLUMN cost;
            CREATE INDEX entries_by_use ON entries (namespace, last_used_at);
            PRAGMA user_version = 2;
            """);
        await using var reopened = await Folder.OpenAsync();

        Assert.Equal(1, await reopened.AddAliasesAsync([First], limit: 8, Cancellation));
        Assert.NotNull(await reopened.FindAsync(First.Id, Cancellation));
    }

    [Fact]
    public async Task DeleteAsync_LastEntryOfAScope_LeavesNoVectorAndNoRowOfItsAliases()
    {
        var store = await OpenWithAliasesAsync();

        await store.DeleteAsync(new EntryFilter(), dryRun: false, Cancellation);

        Assert.Equal(0, store.Engine.State.Partitions.Count);
        Assert.False(store.Engine.State.Aliases.TryGet(First.Id, out _));
        Assert.Equal(0, Folder.Run("SELECT count(*) FROM aliases"));
    }

    [Theory]
    [InlineData("question = zeroblob(length(question))")]
    [InlineData("question = x'01'")]
    [InlineData("origin = 7")]
    [InlineData("created_at = -1")]
    [InlineData("vector = x'010203'")]
    public async Task FindAsync_DamagedAlias_IsAbsentLoggedCountedAndDeleted(string damage)
    {
        await using (await OpenWithAliasesAsync())
        {
        }

        await using var store = await Folder.OpenAsync();
        Folder.Run($"UPDATE aliases SET {damage} WHERE seq = 1");

        Assert.Null(await store.FindAsync(First.Id, Cancellation));

        await AssertDroppedAsync(store);
        Assert.Equal(1, store.CorruptEntries);
    }

    [Fact]
    public async Task ListAliasesAsync_DamagedAlias_ReturnsTheOthers()
    {
        var store = await OpenWithAliasesAsync();
        Folder.Run("UPDATE aliases SET question = x'01' WHERE seq = 1");

        AliasAssert.Same(Second, Assert.Single(await store.ListAliasesAsync(First.Entry, Cancellation)));

        await AssertDroppedAsync(store);
    }

    [Fact]
    public async Task OpenAsync_DamagedVector_DropsTheAliasAndLoadsTheOthers()
    {
        await using (await OpenWithAliasesAsync())
        {
        }

        Folder.Run("UPDATE aliases SET vector = zeroblob(64) WHERE seq = 1");
        await using var store = await Folder.OpenAsync();

        await AssertDroppedAsync(store);
    }

    private async Task<EmbeddedStore> OpenWithAliasesAsync()
    {
        var store = await Folder.OpenAsync();
        await UpsertAsync(store, 3);
        await store.AddAliasesAsync([First, Second], limit: 8, Cancellation);
        return store;
    }

    private async Task AssertDroppedAsync(EmbeddedStore store)
    {
        Assert.Single(Folder.Logger.Collector.GetSnapshot(), record => record.Level == LogLevel.Error);

        // Any later write is done after the deletion.
        await store.SweepAsync(default, Cancellation);
        Assert.Equal(1, Folder.Run("SELECT count(*) FROM aliases"));
        Assert.Null(await store.FindAsync(First.Id, Cancellation));
        Assert.Empty(await SearchAsync(store, First));
        AliasAssert.Same(Second, (await store.FindAsync(Second.Id, Cancellation))?.Alias);
        Assert.Equal([Second.Entry], await SearchAsync(store, Second));
        Assert.Equal(3, await store.CountAsync(new EntryFilter(), Cancellation));
    }
}
