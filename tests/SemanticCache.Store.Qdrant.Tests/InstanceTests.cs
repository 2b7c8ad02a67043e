using System.Security.Cryptography;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;
using SemanticCache.Store.Conformance;
using static SemanticCache.Store.Qdrant.Tests.OpenStore;

namespace SemanticCache.Store.Qdrant.Tests;

/// <summary>Two instances on one Qdrant.</summary>
public sealed class InstanceTests
{
    [Fact]
    public async Task Find_FirstEntryOfAllByAnotherInstance_IsThereAtOnce()
    {
        await using var open = await StartAsync();
        var other = open.NewInstance();
        await other.OpenAsync(Cancellation);
        var entry = (await open.UpsertAsync(1))[0];

        Assert.Equal(entry.Id, (await other.FindAsync(entry.Id, Cancellation))?.Entry.Id);
    }

    [Fact]
    public async Task Search_FirstEntryOfAModelByAnotherInstance_IsThereAtOnce()
    {
        await using var open = await StartAsync();
        var other = open.NewInstance();
        await other.OpenAsync(Cancellation);
        var entry = (await open.UpsertAsync(1))[0];

        Assert.Equal(entry.Id, Assert.Single(await other.SearchAsync(QueryFor(entry), Cancellation)).Entry.Id);
    }

    [Fact]
    public async Task Delete_ByAnInstanceThatHasNotSeenTheCollection_Deletes()
    {
        await using var open = await StartAsync();
        var other = open.NewInstance();
        await other.OpenAsync(Cancellation);
        var entry = (await open.UpsertAsync(1))[0];

        Assert.Equal(1, await other.DeleteAsync(new EntryFilter { Id = entry.Id }, dryRun: false, Cancellation));

        Assert.Null(await open.GetAsync(entry));
        Assert.Empty(await open.Store.SearchAsync(QueryFor(entry), Cancellation));
    }

    [Fact]
    public async Task FlushTouches_EntryReplacedMeanwhile_CountsForTheOldAnswerAlone()
    {
        await using var open = await StartAsync();
        var entries = await open.UpsertAsync(2);
        var other = open.NewInstance();
        open.Store.Touch(entries[0].Id, SampleEntries.Now.AddMinutes(1));
        open.Store.Touch(entries[1].Id, SampleEntries.Now.AddMinutes(1));
        var hold = open.Server.Faults.Hold("Points/UpdateBatch");
        var flushing = open.Store.FlushTouchesAsync(Cancellation);
        await hold.Reached.WaitAsync(Cancellation);

        await other.UpsertAsync([entries[0]], Cancellation);
        await other.DeleteAsync(new EntryFilter { Id = entries[1].Id }, dryRun: false, Cancellation);
        hold.Release();
        await flushing;

        Assert.Equal(0, (await open.GetAsync(entries[0]))?.HitCount);
        Assert.Null(await open.GetAsync(entries[1]));
    }

    [Fact]
    public async Task FlushTouches_EntryPinnedMeanwhile_StaysPinned()
    {
        await using var open = await StartAsync();
        var entry = (await open.UpsertAsync(1))[0];
        var other = open.NewInstance();
        open.Store.Touch(entry.Id, SampleEntries.Now, SampleEntries.Now.AddHours(3));
        var hold = open.Server.Faults.Hold("Points/UpdateBatch", times: 1);
        var flushing = open.Store.FlushTouchesAsync(Cancellation);
        await hold.Reached.WaitAsync(Cancellation);

        await other.SetExpiryAsync(entry.Id, CacheEntry.Never, Cancellation);
        hold.Release();
        await flushing;

        Assert.True((await open.GetAsync(entry))?.IsPinned);
    }

    [Fact]
    public async Task TryCreate_OfADeletedName_FindsNothingThatAnotherInstanceStoredTooLate()
    {
        await using var open = await StartAsync();
        var entry = SampleEntries.Create(1);
        await open.Store.TryCreateAsync(NamespaceOf(entry, SampleEntries.Now), Cancellation);
        await open.Store.TryDeleteAsync(entry.Namespace, Cancellation);
        var late = open.NewInstance();
        await late.UpsertAsync([entry], Cancellation);

        Assert.True(await open.Store.TryCreateAsync(NamespaceOf(entry, SampleEntries.Now.AddMinutes(1)), Cancellation));

        Assert.Null(await open.GetAsync(entry));
        var next = SampleEntries.Create(2) with { CreatedAt = SampleEntries.Now.AddMinutes(1) };
        await late.UpsertAsync([next], Cancellation);
        Assert.False(await late.TryCreateAsync(NamespaceOf(entry, SampleEntries.Now.AddMinutes(2)), Cancellation));
        Assert.NotNull(await open.GetAsync(next));
    }

    [Fact]
    public async Task Upsert_TwoInstancesAtOnce_MakeOneCollection()
    {
        await using var open = await StartAsync();
        var other = open.NewInstance();
        await other.OpenAsync(Cancellation);

        await Task.WhenAll(
            open.Store.UpsertAsync([SampleEntries.Create(1)], Cancellation).AsTask(),
            other.UpsertAsync([SampleEntries.Create(2)], Cancellation).AsTask());

        Assert.Equal((2, 2), (await open.CountAsync(), await other.CountAsync(new EntryFilter(), Cancellation)));
    }

    [Fact]
    public async Task List_APageOfManyMegabytes_IsRead()
    {
        await using var open = await StartAsync();
        var random = new byte[75_000];
        CacheEntry[] entries = [.. Enumerable.Range(1, 60).Select(number =>
        {
            // What cannot be compressed.
            new Random(number).NextBytes(random);
            var entry = SampleEntries.Create(number);
            return entry with { Answer = entry.Answer with { Text = Convert.ToHexString(SHA256.HashData(random)) + Convert.ToBase64String(random) } };
        })];
        await open.UpsertAsync(entries);

        var page = await open.Store.ListAsync(new EntryFilter(), new PageRequest(60, ""), Cancellation);

        Assert.Equal(60, page.Entries.Count);
    }

    private static CacheNamespace NamespaceOf(CacheEntry entry, DateTimeOffset createdAt) => new(entry.Namespace, new NamespacePolicy(), createdAt, createdAt, Version: 1);
}
