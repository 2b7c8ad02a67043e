using Grpc.Core;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;
using SemanticCache.Store.Conformance;
using static SemanticCache.Store.Qdrant.Tests.OpenStore;

namespace SemanticCache.Store.Qdrant.Tests;

/// <summary>Writes that are cut off: nothing wrong is served, and what Qdrant took is kept.</summary>
public sealed class WriteFaultTests
{
    [Fact]
    public async Task Upsert_ReplyLost_IsRepeatedWithoutHarm()
    {
        await using var open = await StartAsync(options => options.Retries = 1);
        open.Server.Faults.LoseReply("Points/Upsert");

        var entry = (await open.UpsertAsync(1))[0];

        Assert.Equal((2, 1), (open.Server.Calls.Count("Points/Upsert"), await open.CountAsync()));
        Assert.Equal(entry.Answer.Text, (await open.GetAsync(entry))?.Answer.Text);
    }

    [Fact]
    public async Task Upsert_HalfApplied_FailsAndSucceedsTheNextTime()
    {
        await using var open = await StartAsync();
        var old = await open.UpsertAsync(5);
        CacheEntry[] entries = [.. old.Select(entry => entry with { Answer = entry.Answer with { Text = $"New answer to: {entry.Question}" } })];
        open.Server.Faults.ApplyFirst(2, "Points/Upsert");

        await Assert.ThrowsAsync<RpcException>(() => open.UpsertAsync(entries));

        foreach (var (entry, before) in entries.Zip(old))
        {
            Assert.Contains((await open.GetAsync(entry))?.Answer.Text, new[] { entry.Answer.Text, before.Answer.Text });
        }

        await open.UpsertAsync(entries);
        Assert.Equal(5, await open.CountAsync());
        foreach (var entry in entries)
        {
            Assert.Equal(entry.Answer.Text, (await open.GetAsync(entry))?.Answer.Text);
        }
    }

    [Fact]
    public async Task Upsert_DeletionOfOldAliasesFails_TheyLeadNowhere()
    {
        await using var open = await StartAsync();
        var entry = (await open.UpsertAsync(1))[0];
        var alias = await open.AliasAsync(entry);
        Assert.Equal(entry.Id, (await open.Store.FindAsync(alias.Id, Cancellation))?.Entry.Id);
        open.Server.Faults.Fail("Points/Delete", StatusCode.Internal);

        await Assert.ThrowsAsync<RpcException>(() => open.UpsertAsync(entry with { Answer = entry.Answer with { Text = "Something else." } }));

        Assert.Equal("Something else.", (await open.GetAsync(entry))?.Answer.Text);
        Assert.Null(await open.Store.FindAsync(alias.Id, Cancellation));
        Assert.Empty(await open.Store.SearchAsync(QueryFor(alias.Vector), Cancellation));
        Assert.Empty(await open.Store.ListAliasesAsync(entry.Id, Cancellation));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TryDelete_CutOff_IsFinishedAtTheNextOpening(bool bySameInstance)
    {
        await using var open = await StartAsync();
        await open.Store.TryCreateAsync(new CacheNamespace("bot", new NamespacePolicy(), SampleEntries.Now, SampleEntries.Now, 1), Cancellation);
        await open.UpsertAsync(3);
        open.Server.Faults.Fail("Points/Delete", StatusCode.Internal);

        await Assert.ThrowsAsync<RpcException>(() => open.Store.TryDeleteAsync("bot", Cancellation).AsTask());

        var next = bySameInstance ? open.Store : open.NewInstance();
        await next.OpenAsync(Cancellation);
        Assert.Empty(await next.ListAsync(Cancellation));
        Assert.Equal(0, await next.CountAsync(new EntryFilter(), Cancellation));
    }

    [Fact]
    public async Task Open_DeletionStillCannotBeFinished_TriesAgain()
    {
        await using var open = await StartAsync();
        await open.Store.TryCreateAsync(new CacheNamespace("bot", new NamespacePolicy(), SampleEntries.Now, SampleEntries.Now, 1), Cancellation);
        await open.UpsertAsync(3);
        open.Server.Faults.Fail("Points/Delete", StatusCode.Internal, times: 2);
        await Assert.ThrowsAsync<RpcException>(() => open.Store.TryDeleteAsync("bot", Cancellation).AsTask());
        await Assert.ThrowsAsync<RpcException>(() => open.Store.OpenAsync(Cancellation));

        await open.Store.OpenAsync(Cancellation);

        Assert.Equal(0, await open.CountAsync());
    }

    [Fact]
    public async Task Upsert_AfterQdrantLostItsData_MakesTheCollectionsAnew()
    {
        await using var open = await StartAsync(options => options.Retries = 5);
        var entry = (await open.UpsertAsync(1))[0];
        await open.Server.StopAsync();
        await open.Server.StartAgainAsync(keepData: false, Cancellation);
        var loss = await Assert.ThrowsAsync<RpcException>(() => open.GetAsync(entry));

        Assert.Equal(StatusCode.NotFound, loss.StatusCode);
        Assert.Null(await open.GetAsync(entry));
        await open.UpsertAsync(entry);
        Assert.Equal(entry.Id, Assert.Single(await open.Store.SearchAsync(QueryFor(entry), Cancellation)).Entry.Id);
    }

    [Fact]
    public async Task Get_AfterARestart_FindsWhatWasAcknowledged()
    {
        await using var open = await StartAsync(options => options.Retries = 5);
        var entries = await open.UpsertAsync(20);
        await open.Server.StopAsync();
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => open.UpsertAsync(SampleEntries.Create(21)))).StatusCode);
        await open.Server.StartAgainAsync(keepData: true, Cancellation);

        await open.WhenReachableAsync();
        foreach (var entry in entries)
        {
            Assert.NotNull(await open.GetAsync(entry));
        }
    }
}
