using SemanticCache.Core.Entries;
using SemanticCache.Store.Conformance;
using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Reading;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Tests;

public sealed class StaleReadTests : StoreTest
{
    private static readonly EntryAlias Alias = SampleAliases.Create(1, SampleEntries.Create(1));

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
            () => OpenBefore(() => Upsert(store, replacement)), kept: 0);
        var lookup = new EntryLookup(store.Engine.State.Entries, readers, store.Engine.Writes, Folder.Logger);

        Assert.Equal(0, lookup.Find(replacement.Id)?.HitCount);

        Assert.Equal(42, (await store.GetAsync(replacement.Id, Cancellation))?.HitCount);
    }

    [Fact]
    public async Task Find_AnswerReplacedWhileTheAliassRowIsRead_IsNotKeptAfterTheAcknowledgement()
    {
        var store = await OpenWithAliasAsync();
        using var readers = new ReaderPool(() => OpenBefore(() => Upsert(store, SampleEntries.Create(1))), kept: 0);

        Assert.Equal(Alias.Id, LookupWith(store, store.Engine.State, readers).Find(Alias.Id)?.Alias?.Id);

        Assert.Null(await store.FindAsync(Alias.Id, Cancellation));
    }

    [Fact]
    public async Task Find_AnswerReplacedAfterTheAliasWasFoundInMemory_ReturnsNull()
    {
        var store = await OpenWithAliasAsync();
        var lagging = new LiveState(memoryCacheEntries: 10);
        lagging.Aliases.Set(Alias);
        using var readers = new ReaderPool(
            () =>
            {
                Upsert(store, SampleEntries.Create(1));
                return new SqliteDatabase(new EmbeddedStoreOptions { Directory = Folder.Directory }).OpenReader();
            },
            kept: 0);

        Assert.Null(LookupWith(store, lagging, readers).Find(Alias.Id));
    }

    [Fact]
    public async Task Find_AnswerReplacedBetweenAliasAndEntryInMemory_NeverTakesTheOneForTheOthers()
    {
        var store = await Folder.OpenAsync();
        var state = new LiveState(memoryCacheEntries: 10);
        using var readers = new ReaderPool(new SqliteDatabase(new EmbeddedStoreOptions { Directory = Folder.Directory }).OpenReader, kept: 1);
        var lookup = LookupWith(store, state, readers);
        var writer = Task.Run(
            () =>
            {
                for (var version = 0; version < 200_000; version++)
                {
                    Publish(state, version);
                }
            },
            Cancellation);
        var found = 0;
        while (!writer.IsCompleted)
        {
            if (lookup.Find(Alias.Id) is { Alias: { } alias } match)
            {
                Assert.Equal(alias.CreatedAt.Ticks, match.Entry.HitCount);
                found++;
            }
        }

        await writer;
        Assert.True(found > 0);
    }

    // What the writer does in memory after an answer was replaced, and then an alias accepted for it.
    private static void Publish(LiveState state, int version)
    {
        var entry = SampleEntries.Create(1) with { HitCount = version, Vector = default };
        var key = PartitionKey.Of(entry);
        state.Upserted(entry, new RemovedEntry(entry.Id, entry.Namespace, entry.Tenant, 0, key, [new RemovedAlias(Alias.Id, key)]), []);
        state.AliasPut(
            Alias with { Vector = default, CreatedAt = new DateTimeOffset(version, TimeSpan.Zero) }, entry.ExpiresAt.UtcTicks, replaced: null);
    }

    private async Task<EmbeddedStore> OpenWithAliasAsync()
    {
        await using (var before = await Folder.OpenAsync())
        {
            await UpsertAsync(before, 1);
            await before.AddAliasesAsync([Alias], limit: 8, Cancellation);
        }

        return await Folder.OpenAsync();
    }

    private MatchLookup LookupWith(EmbeddedStore store, LiveState state, ReaderPool readers)
    {
        var entries = new EntryLookup(state.Entries, readers, store.Engine.Writes, Folder.Logger);
        return new MatchLookup(state, entries, readers, store.Engine.Writes, Folder.Logger);
    }

    private static void Upsert(EmbeddedStore store, CacheEntry entry) => store.UpsertAsync([entry], Cancellation).AsTask().Wait(Cancellation);

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
