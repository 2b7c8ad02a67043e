using Microsoft.Data.Sqlite;
using SemanticCache.Core.Search;
using SemanticCache.Store.Conformance;

namespace SemanticCache.Store.Embedded.Tests.Writing;

public sealed class WriteFailureTests : StoreTest
{
    private const int Busy = 5;
    private const int Full = 13;

    [Fact]
    public async Task UpsertAsync_DatabaseLockedByAnotherProgram_FailsAndWorksAgainAfterwards()
    {
        var store = await Folder.OpenAsync();
        await using (var connection = Folder.Connect())
        {
            using var command = connection.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE";
            command.ExecuteNonQuery();

            var exception = await Assert.ThrowsAsync<SqliteException>(async () => await UpsertAsync(store, 1));

            Assert.Equal(Busy, exception.SqliteErrorCode);
            Assert.Null(await store.GetAsync(SampleEntries.Id(1), Cancellation));
            Assert.Empty(await SearchAsync(store, SampleEntries.Create(1)));
        }

        await UpsertAsync(store, 1);

        Assert.NotNull(await store.GetAsync(SampleEntries.Id(1), Cancellation));
    }

    [Fact]
    public async Task UpsertAsync_DiskFull_FailsWholeAndWorksAgainAfterwards()
    {
        var store = await Folder.OpenAsync();
        await UpsertAsync(store, 10);
        await LimitPagesAsync(store, "PRAGMA max_page_count = 1");

        var exception = await Assert.ThrowsAsync<SqliteException>(async () => await UpsertAsync(store, 200, first: 100));

        Assert.Equal(Full, exception.SqliteErrorCode);
        Assert.Equal(10, await store.CountAsync(new EntryFilter(), Cancellation));
        Assert.Equal(10, Folder.Run("SELECT count(*) FROM entries"));
        Assert.NotNull(await store.GetAsync(SampleEntries.Id(3), Cancellation));
        await LimitPagesAsync(store, "PRAGMA max_page_count = 1000000");
        await UpsertAsync(store, 200, first: 100);
        Assert.Equal(210, await store.CountAsync(new EntryFilter(), Cancellation));
    }

    [Fact]
    public async Task WriteAsync_OneOfAGroupFails_OnlyItsCallerIsTold()
    {
        var store = await Folder.OpenAsync();
        Task first, second;
        Task failing;
        using (await BlockedWriter.StartAsync(store))
        {
            first = UpsertAsync(store, 1, first: 1);
            failing = store.Engine.WriteAsync(new BlockedWriter.Operation(_ => throw new InvalidOperationException("mine")), Cancellation);
            second = UpsertAsync(store, 1, first: 2);
        }

        await Task.WhenAll(first, second);

        Assert.Equal("mine", (await Assert.ThrowsAsync<InvalidOperationException>(() => failing)).Message);
        Assert.Equal(2, Folder.Run("SELECT count(*) FROM entries"));
        Assert.Equal(2, await store.CountAsync(new EntryFilter(), Cancellation));
    }

    private static async Task LimitPagesAsync(EmbeddedStore store, string pragma) =>
        await store.Engine.WriteAsync(
            new BlockedWriter.Operation(session => session.Execute(pragma) == 0), Cancellation);
}
