using Microsoft.Extensions.Logging;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;
using SemanticCache.Store.Conformance;

namespace SemanticCache.Store.Embedded.Tests;

public sealed class MergeTests : StoreTest
{
    private static readonly CacheEntry Kept = SampleEntries.Create(1);
    private static readonly CacheEntry Removed = SampleEntries.Create(2);
    private static readonly EntryMerge Merge = SampleMerges.Of(1, Kept, Removed);
    private static readonly EntryAlias Alias = SampleAliases.Create(1, Removed);

    [Fact]
    public async Task UndoMergeAsync_AfterReopening_RestoresTheEntryAndItsAlias()
    {
        await using (await OpenWithMergeAsync())
        {
        }

        await using var store = await Folder.OpenAsync();
        Assert.Equal([Kept.Id], await SearchAsync(store, Removed));

        Assert.True(await UndoAsync(store));

        EntryAssert.Same(Removed, await store.GetAsync(Removed.Id, Cancellation));
        AliasAssert.Same(Alias, (await store.FindAsync(Alias.Id, Cancellation))?.Alias);
        Assert.Equal([Removed.Id], await SearchAsync(store, Alias));
        Assert.Equal(0, Folder.Run("SELECT count(*) FROM merges"));
    }

    [Fact]
    public async Task UndoMergeAsync_AfterReopeningOnceMore_StaysUndone()
    {
        await using (var store = await OpenWithMergeAsync())
        {
            await UndoAsync(store);
        }

        await using var reopened = await Folder.OpenAsync();

        Assert.Equal([Removed.Id], await SearchAsync(reopened, Removed));
        Assert.Equal([Removed.Id], await SearchAsync(reopened, Alias));
        Assert.Equal(3, await reopened.CountAsync(new EntryFilter(), Cancellation));
        Assert.True(await reopened.WasMergeUndoneAsync(Kept.Id, Removed.Id, Cancellation));
    }

    [Fact]
    public async Task UndoMergeAsync_DamagedContent_ReturnsFalseAndForgetsTheMerge()
    {
        await using var store = await OpenWithMergeAsync();
        Folder.Run("UPDATE merges SET content = zeroblob(length(content))");

        Assert.False(await UndoAsync(store));

        Assert.Equal(0, Folder.Run("SELECT count(*) FROM merges"));
        Assert.Equal(Kept.Id, (await store.FindAsync(Removed.Id, Cancellation))?.Entry.Id);
        var error = Assert.Single(Folder.Logger.Collector.GetSnapshot(), record => record.Level == LogLevel.Error);
        Assert.Contains(Merge.Id.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MergeAsync_DamagedEntry_ReturnsFalseAndChangesNothing()
    {
        await using (var before = await Folder.OpenAsync())
        {
            await UpsertAsync(before, 2);
        }

        Folder.Run("UPDATE entries SET content = zeroblob(length(content)) WHERE seq = 2");
        await using var store = await Folder.OpenAsync();

        Assert.False(await store.MergeAsync(Merge, aliasLimit: 8, Cancellation));

        Assert.Equal(2, Folder.Run("SELECT count(*) FROM entries"));
        Assert.Equal(0, Folder.Run("SELECT count(*) FROM merges"));
    }

    [Fact]
    public async Task MergeAsync_AnyEntries_TakesOneTransactionBesidesTheServings()
    {
        await using var store = await Folder.OpenAsync();
        await UpsertAsync(store, 3);
        await store.Engine.FlushTouchesAsync(Cancellation);
        var before = store.Transactions;

        await store.MergeAsync(Merge, aliasLimit: 8, Cancellation);
        Assert.Equal(2, store.Transactions - before);

        await UndoAsync(store);
        Assert.Equal(3, store.Transactions - before);
    }

    [Fact]
    public async Task OpenAsync_NamespaceDeletionCutOff_ForgetsItsMerges()
    {
        await using (var store = await OpenWithMergeAsync())
        {
            await store.TryCreateAsync(new CacheNamespace("bot", new NamespacePolicy(), SampleEntries.Now, SampleEntries.Now, 1), Cancellation);
        }

        Folder.Run("BEGIN; DELETE FROM namespaces; INSERT INTO deleted_namespaces VALUES ('bot'); COMMIT");
        await using var reopened = await Folder.OpenAsync();

        Assert.Equal(0, Folder.Run("SELECT (SELECT count(*) FROM merges) + (SELECT count(*) FROM aliases) + (SELECT count(*) FROM entries)"));
    }

    private static async Task<bool> UndoAsync(EmbeddedStore store) =>
        await store.UndoMergeAsync("bot", Merge.Id, SampleEntries.Now.AddMinutes(10), Cancellation);

    private async Task<EmbeddedStore> OpenWithMergeAsync()
    {
        var store = await Folder.OpenAsync();
        await UpsertAsync(store, 3);
        await store.AddAliasesAsync([Alias], limit: 8, Cancellation);
        Assert.True(await store.MergeAsync(Merge, aliasLimit: 8, Cancellation));
        return store;
    }
}
