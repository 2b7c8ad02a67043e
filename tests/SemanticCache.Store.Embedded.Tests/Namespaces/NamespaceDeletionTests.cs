using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;
using SemanticCache.Store.Conformance;
using SemanticCache.Store.Embedded.Namespaces;

namespace SemanticCache.Store.Embedded.Tests.Namespaces;

public sealed class NamespaceDeletionTests : StoreTest
{
    private const string CutOff = "BEGIN; DELETE FROM namespaces; INSERT INTO deleted_namespaces VALUES ('bot'); COMMIT";

    private static readonly CacheNamespace Bot = new("bot", new NamespacePolicy(), SampleEntries.Now, SampleEntries.Now, 1);

    [Fact]
    public async Task TryDeleteAsync_ManyEntries_TakesSeveralTransactions()
    {
        var store = await OpenAsync(entries: 2_500);
        var before = store.Transactions;

        Assert.True(await store.TryDeleteAsync("bot", Cancellation));

        Assert.Equal(4, store.Transactions - before);
        Assert.Equal(0, Folder.Run("SELECT count(*) FROM entries"));
        Assert.Equal(0, Folder.Run("SELECT count(*) FROM deleted_namespaces"));
    }

    [Fact]
    public async Task OpenAsync_DeletionCutOff_FinishesItAndKeepsTheOthers()
    {
        await using (var store = await OpenAsync(entries: 1_500))
        {
            await store.UpsertAsync([SampleEntries.Create(9_000) with { Namespace = "without-row" }], Cancellation);
        }

        Folder.Run(CutOff);
        var reopened = await Folder.OpenAsync();

        Assert.Equal(1, await reopened.CountAsync(new EntryFilter(), Cancellation));
        Assert.NotNull(await reopened.GetAsync(SampleEntries.Id(9_000), Cancellation));
        Assert.Equal(1, Folder.Run("SELECT count(*) FROM entries"));
        Assert.Equal(0, Folder.Run("SELECT count(*) FROM deleted_namespaces"));
    }

    [Fact]
    public async Task TryDeleteAsync_FailedHalfWayBefore_FinishesIt()
    {
        var store = await OpenAsync(entries: 1_500);
        Folder.Run(CutOff);

        Assert.True(await store.TryDeleteAsync("bot", Cancellation));

        Assert.Equal(0, await store.CountAsync(new EntryFilter(), Cancellation));
    }

    [Fact]
    public async Task TryCreateAsync_WhileTheNameIsDeleted_WaitsAndKeepsItsNewEntries()
    {
        var store = await OpenAsync(entries: 2_500);
        Task<bool> deletion, creation;
        using (await BlockedWriter.StartAsync(store))
        {
            deletion = store.TryDeleteAsync("bot", Cancellation).AsTask();
            creation = store.TryCreateAsync(Bot, Cancellation).AsTask();
        }

        Assert.True(await creation);
        Assert.Equal(0, await store.CountAsync(new EntryFilter(), Cancellation));
        await UpsertAsync(store, 3);

        Assert.True(await deletion);
        Assert.Equal(3, await store.CountAsync(new EntryFilter(), Cancellation));
    }

    [Fact]
    public async Task TryDeleteAsync_CancelledOnceTheNamespaceIsGone_DeletesTheEntries()
    {
        var store = await OpenAsync(entries: 10);
        using var cancelling = new CancellationTokenSource();
        Task<bool> deletion;
        using (await BlockedWriter.StartAsync(store))
        {
            deletion = store.TryDeleteAsync("bot", cancelling.Token).AsTask();
            await cancelling.CancelAsync();
        }

        Assert.True(await deletion);
        Assert.Equal(0, await store.CountAsync(new EntryFilter(), Cancellation));
    }

    [Fact]
    public async Task Purge_NameInUseAgain_DeletesNothing()
    {
        var store = await OpenAsync(entries: 10);

        Assert.Equal(0, await store.Engine.WriteAsync(new PurgeNamespaceOperation("bot"), Cancellation));

        Assert.Equal(10, await store.CountAsync(new EntryFilter(), Cancellation));
    }

    [Fact]
    public async Task Insert_EntriesStillBeingDeleted_ReturnsFalse()
    {
        var store = await OpenAsync(entries: 10);
        Folder.Run(CutOff);

        Assert.False(await store.Engine.WriteAsync(
            new NamespaceOperation(session => NamespaceRows.Insert(session, Bot)), Cancellation));
    }

    private async Task<EmbeddedStore> OpenAsync(int entries)
    {
        var store = await Folder.OpenAsync();
        await store.TryCreateAsync(Bot, Cancellation);
        await UpsertAsync(store, entries);
        return store;
    }
}
