using SemanticCache.Core.Entries;
using SemanticCache.Core.Entries.Retention;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;

namespace SemanticCache.Store.Conformance;

/// <summary>Which entries go first, and by which limits.</summary>
public abstract class EvictionSuite<THarness> : StoreSuite<THarness>
    where THarness : IStoreHarness, new()
{
    private static readonly EvictionOrder Two = new("bot", 2) { Now = SampleEntries.Now };

    [Fact]
    public async Task EvictAsync_Lfu_KeepsTheMostServedAndOfOthersTheLastUsed()
    {
        await UpsertAsync(4);
        Touch(1, times: 3);
        Touch(2, times: 1);

        await AssertEvictedAsync(2, Two with { Eviction = Eviction.Lfu });

        await AssertLeftAsync(1, 2);
        await AssertEvictedAsync(1, new EvictionOrder("bot", 1) { Eviction = Eviction.Lfu });
        await AssertLeftAsync(1);
    }

    [Fact]
    public async Task EvictAsync_LfuWithoutHits_KeepsTheLastUsed()
    {
        await UpsertAsync(4);

        await AssertEvictedAsync(2, Two with { Eviction = Eviction.Lfu });

        await AssertLeftAsync(3, 4);
    }

    [Fact]
    public async Task EvictAsync_Cost_KeepsWhatSavesMostForItsSize()
    {
        await UpsertAsync(Sized(1, 100, cost: 1), Sized(2, 1_000, cost: 5), Sized(3, 100, cost: 0.2), Sized(4, 100, cost: 0.3));
        Touch(3, times: 9);

        await AssertEvictedAsync(2, Two with { Eviction = Eviction.Cost });

        // For each 100 bytes: 1, about 0.5, 10 * 0.2 and 0.3.
        await AssertLeftAsync(1, 3);
    }

    [Theory]
    [InlineData(Eviction.Lru)]
    [InlineData(Eviction.Lfu)]
    [InlineData(Eviction.Cost)]
    public async Task EvictAsync_ExpiredEntries_GoFirst(Eviction eviction)
    {
        await UpsertAsync(3);
        await UpsertAsync(SampleEntries.Create(4) with { ExpiresAt = SampleEntries.Now, Cost = 1_000 });
        Touch(4, times: 5);

        await AssertEvictedAsync(1, new EvictionOrder("bot", 3) { Eviction = eviction, Now = SampleEntries.Now });

        await AssertLeftAsync(1, 2, 3);
    }

    [Theory]
    [InlineData(Eviction.Lru)]
    [InlineData(Eviction.Lfu)]
    [InlineData(Eviction.Cost)]
    public async Task EvictAsync_PinnedEntries_NeverGo(Eviction eviction)
    {
        var entries = await UpsertAsync(4);
        await Store.SetExpiryAsync(entries[0].Id, CacheEntry.Never, Cancellation);
        await UpsertAsync(SampleEntries.Create(2) with { ExpiresAt = CacheEntry.Never });

        var result = await Store.EvictAsync(new EvictionOrder("bot", 0) { Eviction = eviction, Now = SampleEntries.Now }, Cancellation);

        Assert.Equal((2, 2), (result.Evicted, result.Left.Entries));
        await AssertLeftAsync(1, 2);
    }

    [Fact]
    public async Task EvictAsync_Bytes_GoUntilTheRestFits()
    {
        var entries = await UpsertAsync(Sized(1, 500), Sized(2, 300), Sized(3, 200), Sized(4, 100));

        var order = new EvictionOrder("bot", 10) { Bytes = entries[1..].Sum(ContentSize.Of) - 1 };
        var result = await Store.EvictAsync(order, Cancellation);

        Assert.Equal((2, entries[2..].Sum(ContentSize.Of)), (result.Evicted, result.Left.Bytes));
        await AssertLeftAsync(3, 4);
        Assert.Equal(0, (await Store.EvictAsync(order, Cancellation)).Evicted);
    }

    [Fact]
    public async Task EvictAsync_BytesAfterDeletionAndReplacement_AreThoseOfWhatIsThere()
    {
        var entries = await UpsertAsync(Sized(1, 500), Sized(2, 300), Sized(3, 200));
        await UpsertAsync(Sized(2, 50));
        await Store.DeleteAsync(new EntryFilter { Id = entries[0].Id }, dryRun: false, Cancellation);

        var fits = ContentSize.Of(Sized(2, 50)) + ContentSize.Of(entries[2]);

        Assert.Equal(0, (await Store.EvictAsync(new EvictionOrder("bot", 10) { Bytes = fits }, Cancellation)).Evicted);
        Assert.Equal(1, (await Store.EvictAsync(new EvictionOrder("bot", 10) { Bytes = fits - 1 }, Cancellation)).Evicted);
    }

    [Theory]
    [InlineData(Eviction.Lru)]
    [InlineData(Eviction.Lfu)]
    [InlineData(Eviction.Cost)]
    public async Task EvictAsync_Tenant_EvictsTheTenantsOwnAlone(Eviction eviction)
    {
        await UpsertAsync(2);
        await UpsertAsync([.. Enumerable.Range(3, 3).Select(number => SampleEntries.Create(number) with { Tenant = "other" })]);

        var result = await Store.EvictAsync(new EvictionOrder("bot", 1) { Tenant = "other", Eviction = eviction, Now = SampleEntries.Now }, Cancellation);

        Assert.Equal((2, 1), (result.Evicted, result.Left.Entries));
        await AssertLeftAsync(1, 2, 5);
    }

    private static CacheEntry Sized(int number, int bytes, double cost = 0) => SampleEntries.Create(number) with
    {
        Question = $"{number}",
        Answer = new Answer { Text = new string('x', bytes) },
        Cost = cost,
    };

    private void Touch(int number, int times)
    {
        for (var time = 0; time < times; time++)
        {
            Store.Touch(SampleEntries.Id(number), SampleEntries.Now);
        }
    }

    private async Task AssertEvictedAsync(int count, EvictionOrder order) => Assert.Equal(count, (await Store.EvictAsync(order, Cancellation)).Evicted);

    private async Task AssertLeftAsync(params int[] numbers)
    {
        var left = await Store.ListAsync(new EntryFilter(), new PageRequest(100, ""), Cancellation);
        Assert.Equal(numbers.Select(SampleEntries.Id).OrderBy(id => id.Value), left.Entries.Select(entry => entry.Id).OrderBy(id => id.Value));
    }
}
