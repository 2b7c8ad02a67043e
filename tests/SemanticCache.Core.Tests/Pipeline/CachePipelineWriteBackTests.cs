using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.WriteBack;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Pipeline;

public sealed class CachePipelineWriteBackTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StoreAsync_LimitCannotBeKept_IsStoredAllTheSame()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Store.Reads.Fail();

        var result = await fixture.Pipeline.StoreAsync(Ask.For("a"), new Answer { Text = "x" }, Cancellation);

        Assert.Equal(Admission.Admitted, result.Admission);
        Assert.Single(fixture.Store.Entries);
    }

    [Fact]
    public async Task StoreAsync_NamespaceDeletedWhileStoring_LeavesNoEntry()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.SetPolicyAsync(new NamespacePolicy());
        fixture.Store.Writes.Hang();
        var storing = fixture.Pipeline.StoreAsync(Ask.For("a"), new Answer { Text = "x" }, Cancellation);
        await fixture.Store.Writes.WhenHanging(Cancellation);
        var deleting = fixture.Namespaces.DeleteAsync("bot", Cancellation);

        fixture.Store.Writes.Clear();
        await Task.WhenAll(storing, deleting);

        Assert.Empty(fixture.Store.Entries);
    }

    [Fact]
    public async Task CompleteAsync_EmbedderHangsBehindTheAnswer_IsStoredForTheSameWords()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Embedder.Fault.Hang(heedsCancellation: false);
        var completing = fixture.CompleteAsync(Ask.For("a"), Cancellation);
        await fixture.Embedder.Fault.WhenHanging(Cancellation);
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        await completing;

        await Eventually.HoldsAsync(() => AdvancedUntilStored(fixture), Cancellation);

        Assert.True(Assert.Single(fixture.Store.Entries).Vector.IsEmpty);
    }

    [Fact]
    public async Task CompleteAsync_NamespaceCannotBeCreated_IsForwardedAndNothingStored()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Store.NamespaceChanges.Fail();

        var reply = await fixture.CompleteAsync(Ask.For("a"), Cancellation);

        Assert.Equal(CacheOutcomeKind.Bypass, reply.Outcome.Kind);
        Assert.Equal("scope_unknown", reply.Outcome.Reason);
        await fixture.StopAsync();
        Assert.Empty(fixture.Store.Entries);
    }

    [Fact]
    public async Task CompleteAsync_NamespaceCreationHangs_IsForwardedAfterAWhile()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Store.NamespaceChanges.Hang(heedsCancellation: false);
        var completing = fixture.CompleteAsync(Ask.For("a"), Cancellation);
        await fixture.Store.NamespaceChanges.WhenHanging(Cancellation);

        fixture.Time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal("scope_unknown", (await completing).Outcome.Reason);
    }

    private static bool AdvancedUntilStored(PipelineFixture fixture)
    {
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        return fixture.Store.Entries.Count > 0;
    }
}
