using SemanticCache.Core.Entries;
using SemanticCache.Core.Entries.Retention;
using SemanticCache.Core.Policies;
using SemanticCache.Store.Conformance;
using SemanticCache.Store.Embedded.Rows;

namespace SemanticCache.Store.Embedded.Tests;

public sealed class EvictionTests : StoreTest
{
    private const string BackToVersionSix =
        """
        DROP INDEX entries_by_use;
        ALTER TABLE entries DROP COLUMN bytes;
        ALTER TABLE entries DROP COLUMN cost;
        ALTER TABLE merges DROP COLUMN bytes;
        ALTER TABLE merges DROP COLUMN cost;
        CREATE INDEX entries_by_use ON entries (namespace, last_used_at);
        DROP TABLE records;
        PRAGMA user_version = 6;
        """;

    [Fact]
    public async Task OpenAsync_DatabaseOfTheVersionBeforeSizes_ReadsCountsAndEvictsItsEntries()
    {
        CacheEntry[] entries;
        await using (var store = await Folder.OpenAsync())
        {
            entries = await UpsertAsync(store, 3);
        }

        Folder.Run(BackToVersionSix);
        await using var reopened = await Folder.OpenAsync();

        EntryAssert.Same(entries[0] with { Cost = 0 }, await reopened.GetAsync(entries[0].Id, Cancellation));
        await UpsertAsync(reopened, 1, first: 4);
        var bytes = reopened.Engine.State.Counts.Of("bot").Bytes;
        Assert.Equal(Folder.Run("SELECT sum(coalesce(bytes, length(content))) FROM entries"), bytes);
        var left = (await reopened.EvictAsync(new EvictionOrder("bot", 1) { Eviction = Eviction.Cost }, Cancellation)).Left;
        Assert.Equal(new EntryTotals(1, ContentSize.Of(SampleEntries.Create(4))), left);
        Assert.NotNull(await reopened.GetAsync(SampleEntries.Id(4), Cancellation));
    }

    [Fact]
    public async Task OpenAsync_EntriesStored_HoldAsMuchAsBefore()
    {
        EntryTotals before;
        await using (var store = await Folder.OpenAsync())
        {
            await UpsertAsync(store, 5);
            await UpsertAsync(store, 1);
            before = store.Engine.State.Counts.Of("bot", "tenant");
        }

        await using var reopened = await Folder.OpenAsync();

        Assert.Equal(before, reopened.Engine.State.Counts.Of("bot", "tenant"));
        Assert.Equal(before, reopened.Engine.State.Counts.Of("bot"));
    }

    [Fact]
    public async Task MergeAndUndo_Entries_LeaveTheTotalsAsTheyWere()
    {
        await using var store = await Folder.OpenAsync();
        await UpsertAsync(store, 2);
        var before = store.Engine.State.Counts.Of("bot");
        var merge = new EntryMerge(SampleMerges.Id(1), SampleEntries.Id(1), SampleEntries.Id(2), "", SampleEntries.Now);
        Assert.True(await store.MergeAsync(merge, 8, Cancellation));
        Assert.Equal(1, store.Engine.State.Counts.Of("bot").Entries);

        Assert.True(await store.UndoMergeAsync("bot", merge.Id, SampleEntries.Now, Cancellation));

        Assert.Equal(before, store.Engine.State.Counts.Of("bot"));
    }

    [Fact]
    public async Task SetExpiryAsync_EntryThatHadExpiredAtTheStart_IsFoundByMeaningAgain()
    {
        await using (var store = await Folder.OpenAsync())
        {
            await UpsertAsync(store, 1);
        }

        Folder.Time.Advance(TimeSpan.FromHours(2));
        await using var reopened = await Folder.OpenAsync();

        await reopened.SetExpiryAsync(SampleEntries.Id(1), CacheEntry.Never, Cancellation);

        Assert.Equal([SampleEntries.Id(1)], await SearchAsync(reopened, SampleEntries.Create(1)));
    }

    [Theory]
    [InlineData(Eviction.Lru, null)]
    [InlineData(Eviction.Lfu, null)]
    [InlineData(Eviction.Cost, null)]
    [InlineData(Eviction.Lru, "tenant")]
    [InlineData(Eviction.Lfu, "tenant")]
    [InlineData(Eviction.Cost, "tenant")]
    public async Task EvictAsync_AnyOrder_IsChosenByAnIndexWithoutSorting(Eviction eviction, string? tenant)
    {
        await using var store = await Folder.OpenAsync();
        await UpsertAsync(store, 2);
        var order = new EvictionOrder("bot", 1) { Eviction = eviction, Tenant = tenant, Now = SampleEntries.Now };
        await store.EvictAsync(order, Cancellation);

        Assert.All([EvictionSql.SelectNext(order), EvictionSql.SelectExpired(order)], sql =>
        {
            var plan = PlanOf(sql);
            Assert.Contains("USING INDEX entries_by_", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
        });
    }

    private string PlanOf(string sql)
    {
        using var connection = Folder.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        foreach (var name in (string[])["$namespace", "$tenant", "$now", "$count"])
        {
            command.Parameters.AddWithValue(name, name == "$count" ? 1 : 0);
        }

        using var row = command.ExecuteReader();
        var plan = new List<string>();
        while (row.Read())
        {
            plan.Add(row.GetString(3));
        }

        return string.Join('|', plan);
    }
}
