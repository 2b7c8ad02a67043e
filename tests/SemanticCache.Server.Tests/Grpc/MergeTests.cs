using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Merging;
using SemanticCache.Core.Policies;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Grpc;

/// <summary>Merges of real duplicates, found by the shipped models.</summary>
public sealed class MergeTests : ServiceTests
{
    private const string First = "How do I cancel an order I placed today?";
    private const string Second = "How can I cancel an order that I placed today?";
    private const string Answer = "Open My orders, choose the order and press Cancel. It works until the parcel is packed.";
    private const string Reworded = "Hello! Open My orders, choose the order and press Cancel. It works until the parcel is packed. Have a nice day!";

    public MergeTests(SharedService shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task ListMerges_TwoWordingsOfOneNeed_ShowsWhichEntryWent()
    {
        var (first, second) = await MergeAsync();

        var merge = await OnlyMergeAsync();

        Assert.Equal((first, second), (merge.KeptEntryId, merge.RemovedEntryId));
        Assert.Equal((First, Second), (merge.KeptQuestion, merge.RemovedQuestion));
        Assert.Contains("answers agree", merge.Reason, StringComparison.Ordinal);
        Assert.True(merge.MergeTime.ToDateTimeOffset() <= TimeProvider.System.GetUtcNow());
        Assert.Equal(1, (await Calls.GetNamespaceAsync(Space)).Namespace.EntryCount);
        var hit = await Calls.LookupAsync(Space, Second);
        Assert.Equal((Outcome.ExactHit, Answer), (hit.Metadata.Outcome, hit.Answer.Text));
    }

    [Fact]
    public async Task UndoMerge_Merged_RestoresBothAndForGood()
    {
        await MergeAsync();
        var merge = await OnlyMergeAsync();

        await Calls.UndoMergeAsync(Space, merge.Id);
        await MergeDuplicatesAsync();

        Assert.Equal(Reworded, (await Calls.GetEntryAsync(merge.RemovedEntryId)).Entry.Answer.Text);
        Assert.Equal(2, (await Calls.GetNamespaceAsync(Space)).Namespace.EntryCount);
        Assert.Empty((await Calls.ListMergesAsync(new ListMergesRequest { Namespace = Space })).Merges);
        await Calls.UndoMergeAsync(Space, merge.Id).FailsAsync(StatusCode.NotFound);
    }

    [Fact]
    public async Task UndoMerge_OfAnotherNamespace_IsNotFoundAndNotUndone()
    {
        await MergeAsync();
        var merge = await OnlyMergeAsync();
        var other = AnotherSpace();
        await Calls.CreateNamespaceAsync(other);

        await Calls.UndoMergeAsync(other, merge.Id).FailsAsync(StatusCode.NotFound);

        Assert.Equal(merge, await OnlyMergeAsync());
    }

    [Fact]
    public async Task ListMerges_InPages_ReturnsEachOnce()
    {
        await MergeAsync();
        await Calls.StoreAsync(Space, "How could I cancel an order that I placed today?", Answer);
        await MergeDuplicatesAsync();

        var first = await Calls.ListMergesAsync(new ListMergesRequest { Namespace = Space, PageSize = 1 });
        var second = await Calls.ListMergesAsync(new ListMergesRequest { Namespace = Space, PageSize = 1, PageToken = first.NextPageToken });

        Assert.NotEqual(Assert.Single(first.Merges).Id, Assert.Single(second.Merges).Id);
        Assert.Empty(second.NextPageToken);
    }

    [Fact]
    public async Task Merges_WrongFields_AreNamed()
    {
        await Calls.CreateNamespaceAsync(Space);

        foreach (var id in new[] { "", "1", "{00000000-0000-0000-0000-000000000000}" })
        {
            await Calls.UndoMergeAsync(Space, id).NamesFieldsAsync("merge_id");
        }

        await Calls.ListMergesAsync(new ListMergesRequest { Namespace = Space, PageToken = "x" }).NamesFieldsAsync("page_token");
        await Calls.ListMergesAsync(new ListMergesRequest { Namespace = Space, PageSize = -1 }).NamesFieldsAsync("page_size");
        await Calls.ListMergesAsync(new ListMergesRequest { Namespace = "nowhere" }).FailsAsync(StatusCode.NotFound);
        await Calls.UndoMergeAsync("nowhere", Guid.Empty.ToString()).FailsAsync(StatusCode.NotFound);
        await Calls.UndoMergeAsync(Space, Guid.Empty.ToString()).FailsAsync(StatusCode.NotFound);
    }

    private async Task<(string First, string Second)> MergeAsync()
    {
        var first = await Calls.StoreAsync(Space, First, Answer);
        var second = await Calls.StoreAsync(Space, Second, Reworded);
        await MergeDuplicatesAsync();
        return (first.EntryId, second.EntryId);
    }

    private async Task<Merge> OnlyMergeAsync() => Assert.Single((await Calls.ListMergesAsync(new ListMergesRequest { Namespace = Space })).Merges);

    // What a round does, in this namespace alone: other tests' entries are not to be merged under them.
    private async Task MergeDuplicatesAsync()
    {
        var merger = Service.Services.GetRequiredService<DuplicateMerger>();
        foreach (var entry in (await Calls.ListEntriesAsync(new ListEntriesRequest { Namespace = Space })).Entries)
        {
            Assert.True(EntryId.TryParse(entry.Id, out var id));
            Assert.True(await merger.MergeAsync(id, new NamespacePolicy(), TestContext.Current.CancellationToken).Soon());
        }
    }
}
