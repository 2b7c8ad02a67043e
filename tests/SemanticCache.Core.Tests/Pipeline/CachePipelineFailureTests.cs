using System.Collections.Immutable;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Reporting;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Pipeline;

public sealed class CachePipelineFailureTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CompleteAsync_EmbedderFails_IsForwardedAsAMiss()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Embedder.Fault.Fail();

        var reply = await fixture.CompleteAsync(Ask.For("a"), Cancellation);

        Assert.Equal((CacheOutcomeKind.Miss, "embedding_failed"), (reply.Outcome.Kind, reply.Outcome.Reason));
        Assert.Equal("Answer to: a", reply.Text);
        Assert.Equal("embedding", fixture.StageFailures.LastMeasurement!.Tags[TelemetryNames.StageTag]);
        Assert.Equal(["miss"], fixture.ReportedOutcomes());
    }

    [Theory]
    [InlineData(Core.Embedding.EmbeddingStatus.TextTooLong, "text_too_long")]
    [InlineData(Core.Embedding.EmbeddingStatus.Overloaded, "overloaded")]
    public async Task CompleteAsync_NotEmbedded_IsStillAnExactHitTheNextTime(Core.Embedding.EmbeddingStatus status, string reason)
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Embedder.Status = status;

        var miss = await fixture.CompleteAndStoreAsync(Ask.For("a"), Cancellation);
        var hit = await fixture.CompleteAsync(Ask.For("a"), Cancellation);

        Assert.Equal((CacheOutcomeKind.Miss, reason), (miss.Outcome.Kind, miss.Outcome.Reason));
        Assert.Equal(CacheOutcomeKind.ExactHit, hit.Outcome.Kind);
    }

    [Fact]
    public async Task CompleteAsync_StoreFails_IsForwardedAsAMiss()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Store.Reads.Fail();
        fixture.Store.Writes.Fail();

        var reply = await fixture.CompleteAsync(Ask.For("a"), Cancellation);

        Assert.Equal((CacheOutcomeKind.Miss, "search_failed"), (reply.Outcome.Kind, reply.Outcome.Reason));
        Assert.Equal("Answer to: a", reply.Text);
        Assert.Equal(["miss"], fixture.ReportedOutcomes());
    }

    [Fact]
    public async Task CompleteAsync_StoreFailsToNoteAHit_IsStillServed()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.CompleteAndStoreAsync(Ask.For("a"), Cancellation);
        fixture.Store.FailsTouches = true;

        var reply = await fixture.CompleteAsync(Ask.For("a"), Cancellation);

        Assert.Equal("Answer to: a", reply.Text);
    }

    [Fact]
    public async Task CompleteAsync_VerifierFails_IsForwardedAsAMiss()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Embedder.Place("b", near: "a", similarity: 0.99);
        await fixture.CompleteAndStoreAsync(Ask.For("a"), Cancellation);
        fixture.Verifier.Fault.Fail();

        var reply = await fixture.CompleteAsync(Ask.For("b"), Cancellation);

        Assert.Equal((CacheOutcomeKind.Miss, "decisions_failed"), (reply.Outcome.Kind, reply.Outcome.Reason));
        Assert.Equal("Answer to: b", reply.Text);
    }

    [Fact]
    public async Task CompleteAsync_NoVerifier_IsForwardedAsAMiss()
    {
        await using var fixture = await PipelineFixture.StartAsync(withVerifier: false);
        fixture.Embedder.Place("b", near: "a", similarity: 0.99);
        await fixture.CompleteAndStoreAsync(Ask.For("a"), Cancellation);

        var reply = await fixture.CompleteAsync(Ask.For("b"), Cancellation);

        Assert.Equal((CacheOutcomeKind.Miss, "verifier_unavailable"), (reply.Outcome.Kind, reply.Outcome.Reason));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CompleteAsync_LookupBeyondItsDeadline_IsForwarded(bool embedderHeedsCancellation)
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Embedder.Fault.Hang(embedderHeedsCancellation);
        var completing = fixture.CompleteAsync(Ask.For("a"), Cancellation);
        await fixture.Embedder.Fault.WhenHanging(Cancellation);

        fixture.Time.Advance(TimeSpan.FromMilliseconds(49));
        Assert.Empty(fixture.Upstream.Calls);
        fixture.Time.Advance(TimeSpan.FromMilliseconds(2));
        var reply = await completing.WaitAsync(Patience.Longest, Cancellation);

        Assert.Equal((CacheOutcomeKind.Miss, "embedding_timed_out"), (reply.Outcome.Kind, reply.Outcome.Reason));
        Assert.Equal("Answer to: a", reply.Text);
        Assert.Equal("timeout", fixture.StageFailures.LastMeasurement!.Tags[TelemetryNames.ErrorTypeTag]);
    }

    [Fact]
    public async Task CompleteAsync_StoreHangs_IsForwardedAfterTheDeadline()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Store.Reads.Hang();
        var completing = fixture.CompleteAsync(Ask.For("a"), Cancellation);
        await fixture.Store.Reads.WhenHanging(Cancellation);

        fixture.Time.Advance(TimeSpan.FromMilliseconds(51));

        Assert.Equal("Answer to: a", (await completing.WaitAsync(Patience.Longest, Cancellation)).Text);
    }

    [Fact]
    public async Task LookupAsync_Slow_HasNoDeadlineOfItsOwn()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Embedder.Fault.Hang();
        var looking = fixture.Pipeline.LookupAsync(Ask.For("a"), Cancellation);
        await fixture.Embedder.Fault.WhenHanging(Cancellation);
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(looking.IsCompleted);

        fixture.Embedder.Fault.Clear();

        Assert.Equal("no_candidate", (await looking).Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CompleteAsync_CallerCancelsTheLookup_ThrowsAndIsNoMiss(bool embedderHeedsCancellation)
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Embedder.Fault.Hang(embedderHeedsCancellation);
        using var caller = new CancellationTokenSource();
        var completing = fixture.CompleteAsync(Ask.For("a"), caller.Token);
        await fixture.Embedder.Fault.WhenHanging(Cancellation);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => completing.WaitAsync(Patience.Longest, Cancellation));
        Assert.Empty(fixture.Upstream.Calls);
        Assert.Empty(fixture.StageFailures.GetMeasurementSnapshot());
        Assert.Equal(["error"], fixture.ReportedOutcomes());
    }

    [Fact]
    public async Task CompleteAsync_ScopeCannotBeEstablished_BypassesAndStoresNothing()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        var broken = Ask.For("a") with { Sampling = new SamplingParameters { Seed = 1, Stop = default(ImmutableArray<string>) } };

        var reply = await fixture.CompleteAsync(broken, Cancellation);
        var outcome = await fixture.Pipeline.LookupAsync(broken, Cancellation);
        await fixture.Admissions.WaitForMeasurementsAsync(1, Patience.Longest);
        await fixture.StopAsync();

        Assert.Equal((CacheOutcomeKind.Bypass, "scope_unknown"), (reply.Outcome.Kind, reply.Outcome.Reason));
        Assert.Equal("Answer to: a", reply.Text);
        Assert.Equal(CacheOutcomeKind.Bypass, outcome.Kind);
        Assert.Empty(fixture.Store.Entries);
        Assert.Equal(0, fixture.Store.Reads.Calls);
    }

    [Fact]
    public async Task CompleteAsync_EmbedderFails_LogsOnce()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Embedder.Fault.Fail();

        await fixture.Pipeline.LookupAsync(Ask.For("a"), Cancellation);

        Assert.Single(fixture.Logs.GetSnapshot(), record => record.Exception is not null);
    }
}
