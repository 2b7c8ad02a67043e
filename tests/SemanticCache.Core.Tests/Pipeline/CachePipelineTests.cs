using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Upstream;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Pipeline;

public sealed class CachePipelineTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CompleteAsync_MissThenSameQuestion_IsAnExactHit()
    {
        await using var fixture = await PipelineFixture.StartAsync();

        var miss = await fixture.CompleteAndStoreAsync(Ask.For("How do I reset the router?"), Cancellation);
        fixture.Time.Advance(TimeSpan.FromMinutes(5));
        var hit = await fixture.CompleteAsync(Ask.For(" How do I\nreset the router? "), Cancellation);

        Assert.Equal((CacheOutcomeKind.Miss, "no_candidate"), (miss.Outcome.Kind, miss.Outcome.Reason));
        Assert.Equal((CacheOutcomeKind.ExactHit, "same_question"), (hit.Outcome.Kind, hit.Outcome.Reason));
        Assert.Equal(TimeSpan.FromMinutes(5), hit.Outcome.Age);
        Assert.Equal(miss.Answer, hit.Answer! with { ToolCalls = miss.Answer!.ToolCalls });
        Assert.Single(fixture.Upstream.Calls);
        Assert.Equal(["miss", "exact_hit"], fixture.ReportedOutcomes());
        Assert.Equal(1, Assert.Single(fixture.Store.Entries).HitCount);
    }

    [Fact]
    public async Task CompleteAsync_ParaphraseThatTheVerifierAccepts_IsASemanticHit()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Embedder.Place("Router reset, how?", near: "How do I reset the router?", similarity: 0.85);
        fixture.Verifier.Set("Router reset, how?", "How do I reset the router?", 0.9f);
        await fixture.CompleteAndStoreAsync(Ask.For("How do I reset the router?"), Cancellation);

        var hit = await fixture.CompleteAsync(Ask.For("Router reset, how?"), Cancellation);

        Assert.Equal((CacheOutcomeKind.SemanticHit, "confidence_reached"), (hit.Outcome.Kind, hit.Outcome.Reason));
        Assert.Equal(0.85f, hit.Outcome.Similarity!.Value, 0.001f);
        Assert.Equal("Answer to: How do I reset the router?", hit.Text);
        Assert.Equal(["miss", "semantic_hit"], fixture.ReportedOutcomes());
    }

    [Fact]
    public async Task CompleteAsync_ParaphraseThatTheVerifierRefuses_IsAMissWithItsNearMiss()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Embedder.Place("Router reset, how?", near: "How do I reset the router?", similarity: 0.99);
        await fixture.CompleteAndStoreAsync(Ask.For("How do I reset the router?"), Cancellation);

        var miss = await fixture.CompleteAsync(Ask.For("Router reset, how?"), Cancellation);

        Assert.Equal((CacheOutcomeKind.Miss, "below_confidence"), (miss.Outcome.Kind, miss.Outcome.Reason));
        Assert.Equal("Answer to: Router reset, how?", miss.Text);
        Assert.Equal("How do I reset the router?", miss.Outcome.Decision?.Decisive?.Candidate.Entry.Question);
    }

    [Theory]
    [InlineData(0.95, null, CacheOutcomeKind.SemanticHit)]
    [InlineData(0.89, null, CacheOutcomeKind.Miss)]
    [InlineData(0.95, 0.97, CacheOutcomeKind.Miss)]
    [InlineData(0.89, 0.5, CacheOutcomeKind.Miss)]
    [InlineData(0.89, double.NaN, CacheOutcomeKind.Miss)]
    public async Task LookupAsync_DecisionThreshold_HeedsTheHigherBar(double similarity, double? callers, CacheOutcomeKind expected)
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.SetPolicyAsync(new NamespacePolicy { Decision = DecisionKind.Threshold });
        fixture.Embedder.Place("b", near: "a", similarity);
        await fixture.CompleteAndStoreAsync(Ask.For("a"), Cancellation);

        var outcome = await fixture.Pipeline.LookupAsync(
            Ask.For("b") with { Controls = new RequestControls { SimilarityThreshold = callers } }, Cancellation);

        Assert.Equal(expected, outcome.Kind);
    }

    [Fact]
    public async Task LookupAsync_NothingStored_AsksNoUpstream()
    {
        await using var fixture = await PipelineFixture.StartAsync();

        var outcome = await fixture.Pipeline.LookupAsync(Ask.For("a"), Cancellation);

        Assert.Equal(CacheOutcomeKind.Miss, outcome.Kind);
        Assert.False(outcome.IsHit);
        Assert.Empty(fixture.Upstream.Calls);
        Assert.Equal(["miss"], fixture.ReportedOutcomes());
    }

    [Fact]
    public async Task CompleteAsync_OtherTenantsSameQuestion_IsAMiss()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Verifier.DefaultConfidence = 1;
        await fixture.CompleteAndStoreAsync(Ask.For("a"), Cancellation);

        var other = await fixture.CompleteAsync(Ask.For("a", tenant: "other"), Cancellation);

        Assert.Equal(CacheOutcomeKind.Miss, other.Outcome.Kind);
        Assert.Equal(2, fixture.Upstream.Calls.Count);
    }

    [Fact]
    public async Task CompleteAsync_NoCache_AsksTheUpstreamAndReplacesTheEntry()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.CompleteAndStoreAsync(Ask.For("a"), Cancellation);
        fixture.Upstream.AnswerText = _ => "fresh";

        var fresh = await fixture.CompleteAsync(Ask.For("a") with { Controls = new RequestControls { NoCache = true } }, Cancellation);
        await fixture.StopAsync();

        Assert.Equal((CacheOutcomeKind.Bypass, "no_cache", "fresh"), (fresh.Outcome.Kind, fresh.Outcome.Reason, fresh.Text));
        Assert.Equal(2, fixture.Admissions.GetMeasurementSnapshot().Count);
        Assert.Equal("fresh", Assert.Single(fixture.Store.Entries).Answer.Text);
    }

    [Fact]
    public async Task CompleteAsync_NoStore_ServesHitsButStoresNothing()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        var noStore = new RequestControls { NoStore = true };
        await fixture.CompleteAndStoreAsync(Ask.For("a"), Cancellation);

        var hit = await fixture.CompleteAsync(Ask.For("a") with { Controls = noStore }, Cancellation);
        var miss = await fixture.CompleteAsync(Ask.For("b") with { Controls = noStore }, Cancellation);
        await fixture.Admissions.WaitForMeasurementsAsync(2, Patience.Longest);
        await fixture.StopAsync();

        Assert.Equal(CacheOutcomeKind.ExactHit, hit.Outcome.Kind);
        Assert.Equal(CacheOutcomeKind.Miss, miss.Outcome.Kind);
        Assert.Single(fixture.Store.Entries);
    }

    [Fact]
    public async Task CompleteAsync_OlderThanMaximumAge_AsksTheUpstream()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.CompleteAndStoreAsync(Ask.For("a"), Cancellation);
        fixture.Time.Advance(TimeSpan.FromSeconds(61));

        var stale = await fixture.Pipeline.LookupAsync(
            Ask.For("a") with { Controls = new RequestControls { MaximumAge = TimeSpan.FromSeconds(60) } }, Cancellation);
        var fresh = await fixture.Pipeline.LookupAsync(Ask.For("a"), Cancellation);

        Assert.Equal(CacheOutcomeKind.Miss, stale.Kind);
        Assert.Equal(CacheOutcomeKind.ExactHit, fresh.Kind);
    }

    [Fact]
    public async Task CompleteAsync_ModeOff_ForwardsAndStoresNothing()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.SetPolicyAsync(new NamespacePolicy { Mode = CacheMode.Off });

        var reply = await fixture.CompleteAsync(Ask.For("a"), Cancellation);
        await fixture.Admissions.WaitForMeasurementsAsync(1, Patience.Longest);
        await fixture.StopAsync();

        Assert.Equal((CacheOutcomeKind.Bypass, "mode_off"), (reply.Outcome.Kind, reply.Outcome.Reason));
        Assert.Equal("Answer to: a", reply.Text);
        Assert.Empty(fixture.Store.Entries);
        Assert.Equal(0, fixture.Embedder.Fault.Calls);
        Assert.Equal(["bypass"], fixture.ReportedOutcomes());
    }

    [Fact]
    public async Task CompleteAsync_ExactTierOnly_EmbedsNothing()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.SetPolicyAsync(new NamespacePolicy { Tiers = CacheTiers.Exact });

        var reply = await fixture.CompleteAndStoreAsync(Ask.For("a"), Cancellation);

        Assert.Equal((CacheOutcomeKind.Miss, "exact_tier_only"), (reply.Outcome.Kind, reply.Outcome.Reason));
        Assert.Equal(0, fixture.Embedder.Fault.Calls);
    }

    [Fact]
    public async Task CompleteAsync_UnknownNamespace_ThrowsAndReportsOneError()
    {
        await using var fixture = await PipelineFixture.StartAsync(new() { ["Namespaces:AutoCreate"] = "false" });

        await Assert.ThrowsAsync<UnknownNamespaceException>(() => fixture.CompleteAsync(Ask.For("a"), Cancellation));
        await Assert.ThrowsAsync<UnknownNamespaceException>(() => fixture.Pipeline.LookupAsync(Ask.For("a"), Cancellation));
        await Assert.ThrowsAsync<UnknownNamespaceException>(
            () => fixture.Pipeline.StoreAsync(Ask.For("a"), new Answer { Text = "x" }, Cancellation));

        Assert.Equal(["error", "error"], fixture.ReportedOutcomes());
        Assert.Empty(fixture.Upstream.Calls);
    }

    [Fact]
    public async Task CompleteAsync_SameQuestionInFlight_IsJoined()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Upstream.IsManual = true;
        var first = fixture.CompleteAsync(Ask.For("a"), Cancellation, stream: true);
        var call = await fixture.Upstream.NextCallAsync(Cancellation);
        call.Send("x");
        await using var second = await fixture.Pipeline.CompleteAsync(Ask.For("a"), stream: true, Cancellation);
        call.End();

        var joined = await WholeReply.ReadAsync(second, Cancellation);

        Assert.Equal(CacheOutcomeKind.Joined, joined.Outcome.Kind);
        Assert.Equal((await first).Parts, joined.Parts);
        Assert.Single(fixture.Upstream.Calls);
        Assert.Equal(["joined", "miss"], fixture.ReportedOutcomes().Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CompleteAsync_UpstreamFails_StoresNothingAndReportsOneError(bool inMidAnswer)
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Upstream.IsManual = true;
        var completing = fixture.CompleteAsync(Ask.For("a"), Cancellation, stream: true);
        var call = await fixture.Upstream.NextCallAsync(Cancellation);
        if (inMidAnswer)
        {
            call.Send("half an ans");
        }

        call.Fail();

        await Assert.ThrowsAsync<UpstreamException>(() => completing);
        await fixture.StopAsync();
        Assert.Empty(fixture.Store.Entries);
        Assert.Equal(["error"], fixture.ReportedOutcomes());
    }

    [Theory]
    [InlineData("length")]
    [InlineData("content_filter")]
    public async Task CompleteAsync_AnswerIsNotWhole_IsForwardedButNotStored(string finishReason)
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Upstream.FinishReason = finishReason;

        var reply = await fixture.CompleteAsync(Ask.For("a"), Cancellation);
        await fixture.Admissions.WaitForMeasurementsAsync(1, Patience.Longest);
        await fixture.StopAsync();

        Assert.Equal(finishReason, reply.Answer!.FinishReason);
        Assert.Empty(fixture.Store.Entries);
    }

    [Fact]
    public async Task SubmitFeedbackAsync_EntryOfAnotherTenant_IsUnknown()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.CompleteAndStoreAsync(Ask.For("a", tenant: "acme"), Cancellation);
        var entry = Assert.Single(fixture.Store.Entries);

        Assert.False(await fixture.Pipeline.SubmitFeedbackAsync(new Caller("other", "x"), entry.Id, new EntryFeedback(false, "", "", default), Cancellation));
        Assert.Equal(default, Assert.Single(fixture.Store.Entries).Feedback);
    }

    [Fact]
    public async Task SubmitFeedbackAsync_KnownEntry_IsStored()
    {
        var caller = new Caller("acme", "tester");
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.CompleteAndStoreAsync(Ask.For("a"), Cancellation);
        var entry = Assert.Single(fixture.Store.Entries);

        Assert.True(await fixture.Pipeline.SubmitFeedbackAsync(caller, entry.Id, new EntryFeedback(false, "", "", default), Cancellation));
        Assert.False(await fixture.Pipeline.SubmitFeedbackAsync(caller, default, new EntryFeedback(false, "", "", default), Cancellation));

        Assert.Equal(new FeedbackCounts(0, 1), Assert.Single(fixture.Store.Entries).Feedback);
    }

    [Fact]
    public async Task CompleteAsync_AnyQuestion_AppearsInNoLog()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        await fixture.CompleteAndStoreAsync(Ask.For("my secret question"), Cancellation);
        await fixture.CompleteAsync(Ask.For("my secret question"), Cancellation);

        Assert.NotEmpty(fixture.Logs.GetSnapshot());
        Assert.DoesNotContain(fixture.Logs.GetSnapshot(), record => record.Message.Contains("secret", StringComparison.Ordinal));
    }
}
