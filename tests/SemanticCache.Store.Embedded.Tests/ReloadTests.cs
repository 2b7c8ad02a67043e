using SemanticCache.Core.Entries;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;
using SemanticCache.Store.Conformance;

namespace SemanticCache.Store.Embedded.Tests;

public sealed class ReloadTests : StoreTest
{
    [Fact]
    public async Task OpenAsync_AfterClosing_FindsEveryEntryAgain()
    {
        CacheEntry[] entries;
        await using (var store = await Folder.OpenAsync())
        {
            entries = await UpsertAsync(store, 300);
        }

        await using var reopened = await Folder.OpenAsync();

        Assert.Equal(300, await reopened.CountAsync(new EntryFilter { Namespace = "bot" }, Cancellation));
        foreach (var entry in entries)
        {
            EntryAssert.Same(entry, await reopened.GetAsync(entry.Id, Cancellation));
            Assert.Contains(entry.Id, await SearchAsync(reopened, entry));
        }
    }

    [Fact]
    public async Task OpenAsync_EntriesOfAnotherModel_KeepsThemButDoesNotFindThem()
    {
        var entry = SampleEntries.Create(1) with { EmbeddingFingerprint = "model-before" };
        await using (var store = await Folder.OpenAsync())
        {
            await store.UpsertAsync([entry], Cancellation);
        }

        await using var reopened = await Folder.OpenAsync();

        Assert.Empty(await SearchAsync(reopened, entry with { EmbeddingFingerprint = "model-after" }));
        Assert.Equal([entry.Id], await SearchAsync(reopened, entry));
    }

    [Fact]
    public async Task OpenAsync_ExpiredEntries_CountsButDoesNotIndexThem()
    {
        await using (var store = await Folder.OpenAsync())
        {
            await UpsertAsync(store, 3);
        }

        Folder.Time.Advance(TimeSpan.FromHours(2));
        await using var reopened = await Folder.OpenAsync();

        Assert.Equal(0, reopened.Engine.State.Partitions.Count);
        Assert.Equal(3, await reopened.CountAsync(new EntryFilter(), Cancellation));
        Assert.Equal(3, await reopened.SweepAsync(Folder.Time.GetUtcNow(), Cancellation));
    }

    [Fact]
    public async Task OpenAsync_DeletedEntries_StayDeleted()
    {
        await using (var store = await Folder.OpenAsync())
        {
            await UpsertAsync(store, 3);
            await store.DeleteAsync(new EntryFilter { Tag = "tag-2" }, dryRun: false, Cancellation);
        }

        await using var reopened = await Folder.OpenAsync();

        Assert.Null(await reopened.GetAsync(SampleEntries.Id(2), Cancellation));
        Assert.Equal(2, await reopened.CountAsync(new EntryFilter(), Cancellation));
    }

    [Fact]
    public async Task OpenAsync_NamespacesAndFeedback_AreThereAgain()
    {
        var bot = new CacheNamespace("bot", new NamespacePolicy { MaximumEntries = 7 }, SampleEntries.Now, SampleEntries.Now, 1);
        await using (var store = await Folder.OpenAsync())
        {
            await UpsertAsync(store, 1);
            await store.TryCreateAsync(bot, Cancellation);
            await store.AddFeedbackAsync(SampleEntries.Id(1), new EntryFeedback(false, "q", "a", SampleEntries.Now), Cancellation);
        }

        await using var reopened = await Folder.OpenAsync();

        Assert.Equal(7, Assert.Single(await reopened.ListAsync(Cancellation)).Policy.MaximumEntries);
        Assert.Equal(new FeedbackCounts(0, 1), (await reopened.GetAsync(SampleEntries.Id(1), Cancellation))?.Feedback);
        Assert.Equal(1, Folder.Run("SELECT count(*) FROM feedback WHERE question = 'q' AND correct_answer = 'a'"));
    }

    [Fact]
    public async Task DeleteAsync_LastEntryOfAScope_DropsThePartition()
    {
        var store = await Folder.OpenAsync();
        await UpsertAsync(store, 2);
        Assert.Equal(1, store.Engine.State.Partitions.Count);

        await store.DeleteAsync(new EntryFilter(), dryRun: false, Cancellation);

        Assert.Equal(0, store.Engine.State.Partitions.Count);
    }

    [Fact]
    public async Task DeleteAsync_EntryWithLabelsAndFeedback_LeavesNoRowsBehind()
    {
        var store = await Folder.OpenAsync();
        await UpsertAsync(store, 2);
        await store.AddFeedbackAsync(SampleEntries.Id(1), new EntryFeedback(true, "", "", SampleEntries.Now), Cancellation);

        await store.DeleteAsync(new EntryFilter(), dryRun: false, Cancellation);

        Assert.Equal(0, Folder.Run(
            "SELECT (SELECT count(*) FROM entry_tags) + (SELECT count(*) FROM entry_sources) + (SELECT count(*) FROM feedback)"));
    }
}
