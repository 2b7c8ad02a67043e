using Grpc.Core;
using SemanticCache.Core.Entries;
using SemanticCache.Store.Conformance;
using static SemanticCache.Store.Qdrant.Tests.OpenStore;

namespace SemanticCache.Store.Qdrant.Tests;

/// <summary>Merging and undoing, cut off at each of their calls: neither answer is ever lost.</summary>
public sealed class MergeFaultTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Merge_CutOffAnywhere_CanBeUndoneOrRepeated(bool replyIsLost)
    {
        var calls = await CallsOfAsync(open => MergeAsync(open, number: 1));
        for (var call = 0; call < calls.Count; call++)
        {
            await using var open = await ArrangeAsync();
            PlanFault(open, calls, call, replyIsLost);

            await Assert.ThrowsAsync<RpcException>(() => MergeAsync(open, number: 1));

            open.Server.Faults.Clear();
            Assert.NotNull(await open.GetAsync(Kept));
            var merge = SampleMerges.Id(1);
            if (await open.GetAsync(Removed) is not null)
            {
                Assert.True(await MergeAsync(open, number: 2), $"call {call}: {calls[call]} cannot be repeated");
                merge = SampleMerges.Id(2);
            }

            Assert.True(await UndoAsync(open, merge), $"call {call}: {calls[call]} cannot be undone");
            await AssertBothAsync(open);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task UndoMerge_CutOffAnywhere_BringsBackOrCanBeRepeated(bool replyIsLost)
    {
        var calls = await CallsOfAsync(open => UndoAsync(open, SampleMerges.Id(1)), open => MergeAsync(open, number: 1));
        for (var call = 0; call < calls.Count; call++)
        {
            await using var open = await ArrangeAsync();
            Assert.True(await MergeAsync(open, number: 1));
            PlanFault(open, calls, call, replyIsLost);

            await Assert.ThrowsAsync<RpcException>(() => UndoAsync(open, SampleMerges.Id(1)));

            open.Server.Faults.Clear();
            if (await open.GetAsync(Removed) is null)
            {
                Assert.True(await UndoAsync(open, SampleMerges.Id(1)), $"call {call}: {calls[call]} cannot be repeated");
            }

            await AssertBothAsync(open);
        }
    }

    private static CacheEntry Kept => SampleEntries.Create(1);

    private static CacheEntry Removed => SampleEntries.Create(2);

    private static async Task<OpenStore> ArrangeAsync()
    {
        var open = await StartAsync();
        await open.UpsertAsync(Kept, Removed);
        await open.AliasAsync(Removed);
        open.Server.Calls.Clear();
        return open;
    }

    // The methods that an operation calls, in their order.
    private static async Task<IReadOnlyList<string>> CallsOfAsync(Func<OpenStore, Task<bool>> act, Func<OpenStore, Task<bool>>? before = null)
    {
        await using var open = await ArrangeAsync();
        Assert.True(before is null || await before(open));
        open.Server.Calls.Clear();
        Assert.True(await act(open));
        var calls = open.Server.Calls.All.Select(call => call.Method).ToArray();
        Assert.True(calls.Length >= 6, string.Join(", ", calls));
        return calls;
    }

    // The earlier calls of the same method are struck too, by a hold that holds nothing up.
    private static void PlanFault(OpenStore open, IReadOnlyList<string> calls, int call, bool replyIsLost)
    {
        var earlier = calls.Take(call).Count(method => method == calls[call]);
        if (earlier > 0)
        {
            open.Server.Faults.Hold(calls[call], earlier).Release();
        }

        if (replyIsLost)
        {
            open.Server.Faults.LoseReply(calls[call], StatusCode.Internal);
        }
        else
        {
            open.Server.Faults.Fail(calls[call], StatusCode.Internal);
        }
    }

    private static async Task<bool> MergeAsync(OpenStore open, int number) => await open.Store.MergeAsync(SampleMerges.Of(number, Kept, Removed), aliasLimit: 8, Cancellation);

    private static async Task<bool> UndoAsync(OpenStore open, MergeId id) =>
        await open.Store.UndoMergeAsync(Kept.Namespace, id, SampleEntries.Now.AddMinutes(3), Cancellation);

    private static async Task AssertBothAsync(OpenStore open)
    {
        Assert.Equal(Kept.Answer.Text, (await open.GetAsync(Kept))?.Answer.Text);
        Assert.Equal(Removed.Answer.Text, (await open.GetAsync(Removed))?.Answer.Text);
        var found = await open.Store.SearchAsync(QueryFor(Removed), Cancellation);
        Assert.Equal([Removed.Id], found.Select(candidate => candidate.Entry.Id));
    }
}
