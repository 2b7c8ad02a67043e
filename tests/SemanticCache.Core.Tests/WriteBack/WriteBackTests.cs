using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.WriteBack;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.WriteBack;

public sealed class WriteBackTests
{
    private static readonly Answer Answer = new() { Text = "Because." };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task QueueAsync_Admitted_CompletesWhenStored()
    {
        await using var fixture = await PipelineFixture.StartAsync();

        await QueueAsync(fixture, "a");

        var entry = Assert.Single(fixture.Store.Entries);
        Assert.Equal("Because.", entry.Answer.Text);
        Assert.Equal(fixture.Embedder.Description.Fingerprint, entry.EmbeddingFingerprint);
        Assert.Equal(fixture.Time.GetUtcNow(), entry.CreatedAt);
    }

    [Fact]
    public async Task QueueAsync_QueueFull_DropsAndCounts()
    {
        await using var fixture = await PipelineFixture.StartAsync(new() { ["WriteBack:QueueLimit"] = "2", ["WriteBack:MaximumBatch"] = "1" });
        fixture.Store.Writes.Hang();
        var beingStored = QueueAsync(fixture, "a");
        await fixture.Store.Writes.WhenHanging(Cancellation);
        var waiting = new[] { QueueAsync(fixture, "b"), QueueAsync(fixture, "c") };

        await QueueAsync(fixture, "d");

        Assert.Equal("queue_full", Assert.Single(fixture.Drops.GetMeasurementSnapshot()).Tags[TelemetryNames.ReasonTag]);
        Assert.DoesNotContain(waiting.Append(beingStored), task => task.IsCompleted);
        fixture.Store.Writes.Clear();
        await Task.WhenAll([beingStored, .. waiting]).WaitAsync(Patience.Longest, Cancellation);
        Assert.Equal(["a", "b", "c"], fixture.Store.Entries.Select(entry => entry.Question).Order());
    }

    [Fact]
    public async Task Worker_StoreFailsOnce_CountsEveryAnswerAndGoesOn()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        var items = await QueueWhileStoreHangsAsync(fixture, "b", "c", "d");
        fixture.Store.Writes.Fail();
        fixture.Store.Writes.Release();
        await Task.WhenAll(items).WaitAsync(Patience.Longest, Cancellation);
        Assert.Equal(4, fixture.Drops.GetMeasurementSnapshot().Sum(drop => drop.Value));
        fixture.Store.Writes.Clear();

        await QueueAsync(fixture, "e");

        Assert.Equal("e", Assert.Single(fixture.Store.Entries).Question);
    }

    [Fact]
    public async Task Worker_ManyWaiting_StoresThemInBatches()
    {
        await using var fixture = await PipelineFixture.StartAsync(new() { ["WriteBack:MaximumBatch"] = "2" });
        var items = await QueueWhileStoreHangsAsync(fixture, "b", "c", "d");

        fixture.Store.Writes.Clear();
        await Task.WhenAll(items).WaitAsync(Patience.Longest, Cancellation);

        Assert.Equal([1, 2, 1], fixture.Store.Batches);
    }

    [Fact]
    public async Task Worker_NamespaceDeletedMeanwhile_DropsAndCounts()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        var request = await ScopeAsync(fixture, Ask.For("a", namespaceName: "gone"));
        await fixture.Namespaces.DeleteAsync("gone", Cancellation);
        var item = new WriteBackItem(request, Answer, default, TimeSpan.FromHours(1));

        fixture.Get<WriteBackQueue>().Enqueue(item);

        Assert.False(await item.Done.WaitAsync(Patience.Longest, Cancellation));
        Assert.Empty(fixture.Store.Entries);
        Assert.Equal("namespace_deleted", Assert.Single(fixture.Drops.GetMeasurementSnapshot()).Tags[TelemetryNames.ReasonTag]);
    }

    [Fact]
    public async Task StopAsync_QueuedAnswers_AreStoredFirst()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await QueueWhileStoreHangsAsync(fixture, "b", "c", "d");

        var stopping = fixture.StopAsync();
        Assert.False(stopping.IsCompleted);
        fixture.Store.Writes.Clear();
        await stopping;

        Assert.Equal(4, fixture.Store.Entries.Count);
    }

    [Fact]
    public async Task Worker_EmbedderFails_StoresForTheExactTierAlone()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Embedder.Fault.Fail();

        await QueueAsync(fixture, "a");

        var entry = Assert.Single(fixture.Store.Entries);
        Assert.True(entry.Vector.IsEmpty);
        Assert.Equal("", entry.EmbeddingFingerprint);
    }

    [Theory]
    [InlineData(null, 24.0)]
    [InlineData(1.0, 1.0)]
    [InlineData(48.0, 24.0)]
    public async Task QueueAsync_CallersTimeToLive_OnlyShortens(double? hours, double expectedHours)
    {
        await using var fixture = await PipelineFixture.StartAsync();

        await QueueAsync(fixture, "a", hours);

        Assert.Equal(TimeSpan.FromHours(expectedHours), LifeOf(Assert.Single(fixture.Store.Entries)));
    }

    [Theory]
    [InlineData(null, 24.0)]
    [InlineData(1.0, 1.0)]
    [InlineData(48.0, 48.0)]
    [InlineData(72.1, 72.0)]
    public async Task StoreAsync_CallersTimeToLive_ReachesToThePolicysMaximum(double? hours, double expectedHours)
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.SetPolicyAsync(new NamespacePolicy { MaximumTimeToLive = TimeSpan.FromHours(72) });

        var result = await fixture.Pipeline.StoreAsync(WithLife("a", hours), Answer, Cancellation);

        var entry = Assert.Single(fixture.Store.Entries);
        Assert.Equal(TimeSpan.FromHours(expectedHours), LifeOf(entry));
        Assert.Equal(new StoreResult(entry.Id, entry.ExpiresAt, Admission.Admitted, IsSemantic: true), result);
    }

    [Fact]
    public async Task StoreAsync_NotAdmitted_StoresNothingAndSaysWhy()
    {
        await using var fixture = await PipelineFixture.StartAsync();

        var result = await fixture.Pipeline.StoreAsync(Ask.For("a"), Answer with { FinishReason = "length" }, Cancellation);

        Assert.Equal(Admission.Incomplete, result.Admission);
        Assert.Empty(fixture.Store.Entries);
    }

    [Fact]
    public async Task StoreAsync_BeyondTheNamespacesLimit_EvictsTheLeastRecentlyUsed()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.SetPolicyAsync(new NamespacePolicy { MaximumEntries = 2 });
        foreach (var question in new[] { "a", "b", "c" })
        {
            await fixture.Pipeline.StoreAsync(Ask.For(question), Answer, Cancellation);
            fixture.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["b", "c"], fixture.Store.Entries.Select(entry => entry.Question).Order());
        Assert.Equal(1, Assert.Single(fixture.Evictions.GetMeasurementSnapshot()).Value);
    }

    private static TimeSpan LifeOf(CacheEntry entry) => entry.ExpiresAt - entry.CreatedAt;

    private static CacheRequest WithLife(string question, double? hours) => Ask.For(question) with
    {
        Controls = new RequestControls { TimeToLive = hours is { } given ? TimeSpan.FromHours(given) : null },
    };

    private static async Task<ScopedRequest> ScopeAsync(PipelineFixture fixture, CacheRequest request) =>
        ScopingStage.Scope(request, (await fixture.Namespaces.ResolveAsync(request.Namespace, Cancellation))!);

    private static async Task QueueAsync(PipelineFixture fixture, string question, double? hours = null)
    {
        var request = await ScopeAsync(fixture, WithLife(question, hours));
        await fixture.Get<WriteBackStage>().QueueAsync(request, Answer, default).WaitAsync(Patience.Longest, Cancellation);
    }

    /// <summary>Queues a first answer, on which the worker hangs, and the others behind it.</summary>
    private static async Task<Task[]> QueueWhileStoreHangsAsync(PipelineFixture fixture, params string[] questions)
    {
        fixture.Store.Writes.Hang();
        var first = QueueAsync(fixture, "a");
        await fixture.Store.Writes.WhenHanging(Cancellation);
        return [first, .. questions.Select(question => QueueAsync(fixture, question))];
    }
}
