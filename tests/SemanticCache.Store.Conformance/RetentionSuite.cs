using SemanticCache.Core.Search;

namespace SemanticCache.Store.Conformance;

/// <summary>Expiry and eviction.</summary>
public abstract class RetentionSuite<THarness> : StoreSuite<THarness>
    where THarness : IStoreHarness, new()
{
    [Fact]
    public async Task SweepAsync_ExpiredAndLivingEntries_DeletesTheExpired()
    {
        await UpsertAsync(3);
        var expired = SampleEntries.Create(4) with { ExpiresAt = SampleEntries.Now };
        await UpsertAsync(expired);

        Assert.Equal(1, await Store.SweepAsync(SampleEntries.Now, Cancellation));

        Assert.Null(await GetAsync(expired.Id));
        Assert.Equal(3, await CountAsync());
    }

    [Fact]
    public async Task EvictAsync_MoreThanKept_DeletesTheLeastRecentlyUsed()
    {
        var entries = await UpsertAsync(6);

        Assert.Equal(4, await EvictAsync("bot", keep: 2));

        await Assert.AllAsync(entries[..4], async entry => Assert.Null(await GetAsync(entry.Id)));
        Assert.Equal(2, await CountAsync(new EntryFilter { Namespace = "bot" }));
        Assert.Equal([entries[5].Id], await SearchAsync(QueryFor(entries[5])));
        Assert.Empty(await SearchAsync(QueryFor(entries[0])));
    }

    [Fact]
    public async Task EvictAsync_OldEntryWasTouched_KeepsIt()
    {
        var entries = await UpsertAsync(4);
        Store.Touch(entries[0].Id, SampleEntries.Now.AddMinutes(1));

        await EvictAsync("bot", keep: 1);

        var kept = await GetAsync(entries[0].Id);
        Assert.NotNull(kept);
        Assert.Equal(1, kept.HitCount);
        Assert.Equal(SampleEntries.Now.AddMinutes(1), kept.LastUsedAt);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task EvictAsync_FewerThanKept_DeletesNothing()
    {
        await UpsertAsync(3);

        Assert.Equal(0, await EvictAsync("bot", keep: 3));
    }

    [Fact]
    public async Task EvictAsync_OtherNamespace_IsLeftAlone()
    {
        await UpsertAsync(3);
        await UpsertAsync(SampleEntries.Create(9) with { Namespace = "other" });

        Assert.Equal(3, await EvictAsync("bot", keep: 0));

        Assert.Equal(1, await CountAsync(new EntryFilter { Namespace = "other" }));
    }

    [Fact]
    public async Task EvictAsync_MoreThanOneChunk_DeletesAllInExcess()
    {
        await UpsertAsync(2_300);

        Assert.Equal(2_290, await EvictAsync("bot", keep: 10));

        Assert.Equal(10, await CountAsync());
    }

    [Fact]
    public async Task Touch_UnknownEntry_IsIgnored()
    {
        Store.Touch(SampleEntries.Id(1), SampleEntries.Now);

        await UpsertAsync(2);

        Assert.Equal(1, await EvictAsync("bot", keep: 1));
    }
}
