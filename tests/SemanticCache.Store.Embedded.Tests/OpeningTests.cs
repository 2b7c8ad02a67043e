using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SemanticCache.Store.Conformance;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Tests;

public sealed class OpeningTests : StoreTest
{
    [Fact]
    public async Task OpenAsync_DirectoryMissing_CreatesIt()
    {
        var store = await Folder.OpenAsync(options => options.Directory = Path.Combine(Folder.Directory, "a", "b"));

        Assert.True(store.IsOpen);
    }

    [Fact]
    public async Task OpenAsync_FileIsNoDatabase_SaysSo()
    {
        Directory.CreateDirectory(Folder.Directory);
        await File.WriteAllTextAsync(Folder.DatabasePath, new string('x', 10_000), Cancellation);

        var exception = await Assert.ThrowsAsync<StoreOpenException>(() => Folder.OpenAsync());

        Assert.Contains("is not a SQLite database; move it away", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_DatabaseOfAnotherProgram_SaysSo()
    {
        Folder.Run("CREATE TABLE theirs (x)");

        var exception = await Assert.ThrowsAsync<StoreOpenException>(() => Folder.OpenAsync());

        Assert.Contains("another program's database", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, Folder.Run("SELECT count(*) FROM theirs"));
    }

    [Fact]
    public async Task OpenAsync_NewerSchema_SaysSoAndTheRightVersionStillOpensIt()
    {
        await (await Folder.OpenAsync()).DisposeAsync();
        Folder.Run("PRAGMA user_version = 99");

        var exception = await Assert.ThrowsAsync<StoreOpenException>(() => Folder.OpenAsync());

        Assert.Contains("later version (schema 99", exception.Message, StringComparison.Ordinal);
        Folder.Run($"PRAGMA user_version = {Schema.Version}");
        Assert.True((await Folder.OpenAsync()).IsOpen);
    }

    [Fact]
    public async Task OpenAsync_DirectoryInUse_SaysSoAndOpensOnceItIsFree()
    {
        var first = await Folder.OpenAsync();

        var exception = await Assert.ThrowsAsync<StoreOpenException>(() => Folder.OpenAsync());

        Assert.Contains("in use by another process", exception.Message, StringComparison.Ordinal);
        await first.DisposeAsync();
        Assert.True((await Folder.OpenAsync()).IsOpen);
    }

    [Fact]
    public async Task OpenAsync_Twice_OpensOnce()
    {
        var store = await Folder.OpenAsync();
        await UpsertAsync(store, 1);

        await store.OpenAsync(Cancellation);

        Assert.NotNull(await store.GetAsync(SampleEntries.Id(1), Cancellation));
    }

    [Fact]
    public async Task GetAsync_BeforeOpening_Throws()
    {
        await using var store = new EmbeddedStore(
            Options.Create(new EmbeddedStoreOptions()), TimeProvider.System, NullLogger<EmbeddedStore>.Instance);

        Assert.False(store.IsOpen);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.GetAsync(SampleEntries.Id(1), Cancellation));
    }

    [Fact]
    public async Task DisposeAsync_WritesWaiting_FinishesThem()
    {
        var store = await Folder.OpenAsync();
        var writes = Enumerable.Range(0, 50).Select(number => UpsertAsync(store, 1, number)).ToList();

        await store.DisposeAsync();
        await Task.WhenAll(writes);

        Assert.Equal(50, Folder.Run("SELECT count(*) FROM entries"));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await UpsertAsync(store, 1));
    }
}
