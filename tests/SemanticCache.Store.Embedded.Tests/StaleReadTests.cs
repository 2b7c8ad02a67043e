using SemanticCache.Store.Conformance;
using SemanticCache.Store.Embedded.Reading;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Tests;

public sealed class StaleReadTests : StoreTest
{
    [Fact]
    public async Task Find_RowReplacedWhileItIsRead_IsNotKeptAfterTheAcknowledgement()
    {
        await using (var before = await Folder.OpenAsync())
        {
            await UpsertAsync(before, 1);
        }

        var store = await Folder.OpenAsync();
        var replacement = SampleEntries.Create(1) with { HitCount = 42 };
        using var readers = new ReaderPool(
            () => OpenBefore(() => store.UpsertAsync([replacement], Cancellation).AsTask().Wait(Cancellation)), kept: 0);
        var lookup = new EntryLookup(store.Engine.State.Entries, readers, store.Engine.Writes, Folder.Logger);

        Assert.Equal(0, lookup.Find(replacement.Id)?.HitCount);

        Assert.Equal(42, (await store.GetAsync(replacement.Id, Cancellation))?.HitCount);
    }

    // The session keeps reading what was there before the write, as a slow reader does.
    private SqliteSession OpenBefore(Action write)
    {
        var session = new SqliteDatabase(new EmbeddedStoreOptions { Directory = Folder.Directory }).OpenReader();
        session.Execute("BEGIN");
        session.QueryNumber("SELECT count(*) FROM entries");
        write();
        return session;
    }
}
