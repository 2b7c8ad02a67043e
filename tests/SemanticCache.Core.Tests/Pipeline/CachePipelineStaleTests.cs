using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Upstream;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Pipeline;

/// <summary>Answers that have expired.</summary>
public sealed class CachePipelineStaleTests
{
    private const string Question = "How do refunds work?";

    private static readonly NamespacePolicy Policy = new()
    {
        TimeToLive = TimeSpan.FromHours(1),
        StaleWhileRevalidate = TimeSpan.FromMinutes(10),
        StaleIfError = TimeSpan.FromMinutes(30),
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CompleteAsync_JustExpired_ServesItAndFetchesAFreshOneOnce()
    {
        await using var fixture = await StartAsync(expiredFor: TimeSpan.FromMinutes(5));
        await fixture.Upstream.NextCallAsync(Cancellation);
        fixture.Upstream.IsManual = true;

        var first = await fixture.CompleteAsync(Ask.For(Question), Cancellation);
        var second = await fixture.CompleteAsync(Ask.For(Question), Cancellation);
        var call = await fixture.Upstream.NextCallAsync(Cancellation);
        call.Send("new");
        call.End("stop");

        Assert.Equal((CacheOutcomeKind.StaleHit, "revalidating", "old"), (first.Outcome.Kind, first.Outcome.Reason, first.Text));
        Assert.Equal("old", second.Text);
        await Eventually.HoldsAsync(() => fixture.Store.Entries.Single().Answer.Text == "new", Cancellation);
        Assert.Equal(2, fixture.Upstream.Calls.Count);
        var fresh = await fixture.CompleteAsync(Ask.For(Question), Cancellation);
        Assert.Equal((CacheOutcomeKind.ExactHit, "new"), (fresh.Outcome.Kind, fresh.Text));
    }

    [Fact]
    public async Task CompleteAsync_RefreshFails_KeepsTheOldAnswerAndTriesAgain()
    {
        await using var fixture = await StartAsync(expiredFor: TimeSpan.FromMinutes(5));
        fixture.Upstream.AnswerText = _ => throw new UpstreamException(UpstreamFailure.Unavailable, "down");

        Assert.Equal("old", (await fixture.CompleteAsync(Ask.For(Question), Cancellation)).Text);
        fixture.Upstream.AnswerText = _ => "new";
        await Eventually.HoldsAsync(() => fixture.CompleteAsync(Ask.For(Question), Cancellation).Result.Text == "new", Cancellation);
    }

    [Theory]
    [InlineData(UpstreamFailure.Unavailable, true)]
    [InlineData(UpstreamFailure.RateLimited, true)]
    [InlineData(UpstreamFailure.Rejected, false)]
    public async Task CompleteAsync_ExpiredAndTheModelFails_ServesItUnlessTheRequestIsRejected(UpstreamFailure failure, bool isServed)
    {
        await using var fixture = await StartAsync(expiredFor: TimeSpan.FromMinutes(20));
        fixture.Upstream.AnswerText = _ => throw new UpstreamException(failure, "no");

        if (isServed)
        {
            var stale = await fixture.CompleteAsync(Ask.For(Question), Cancellation);
            Assert.Equal((CacheOutcomeKind.StaleHit, "upstream_failed", "old"), (stale.Outcome.Kind, stale.Outcome.Reason, stale.Text));
        }
        else
        {
            await Assert.ThrowsAsync<UpstreamException>(() => fixture.CompleteAsync(Ask.For(Question), Cancellation));
        }
    }

    [Fact]
    public async Task CompleteAsync_ExpiredAndTheModelAnswers_ServesTheFreshAnswer()
    {
        await using var fixture = await StartAsync(expiredFor: TimeSpan.FromMinutes(20));
        fixture.Upstream.AnswerText = _ => "new";

        var miss = await fixture.CompleteAsync(Ask.For(Question), Cancellation);

        Assert.Equal((CacheOutcomeKind.Miss, "new"), (miss.Outcome.Kind, miss.Text));
    }

    [Fact]
    public async Task CompleteAsync_LongExpiredOrUnwanted_ServesNothingOld()
    {
        await using var fixture = await StartAsync(expiredFor: TimeSpan.FromMinutes(5));
        fixture.Upstream.AnswerText = _ => throw new UpstreamException(UpstreamFailure.Unavailable, "down");

        await Assert.ThrowsAsync<UpstreamException>(() =>
            fixture.CompleteAsync(Ask.For(Question) with { Controls = new RequestControls { MaximumAge = TimeSpan.FromHours(9) } }, Cancellation));
        await Assert.ThrowsAsync<UpstreamException>(() =>
            fixture.CompleteAsync(Ask.For(Question) with { Controls = new RequestControls { NoCache = true } }, Cancellation));
        Assert.Equal(CacheOutcomeKind.Miss, (await fixture.Pipeline.LookupAsync(Ask.For(Question), Cancellation)).Kind);
        fixture.Time.Advance(TimeSpan.FromMinutes(26));
        await Assert.ThrowsAsync<UpstreamException>(() => fixture.CompleteAsync(Ask.For(Question), Cancellation));
    }

    private static async Task<PipelineFixture> StartAsync(TimeSpan expiredFor)
    {
        var fixture = await PipelineFixture.StartAsync();
        await fixture.SetPolicyAsync(Policy);
        fixture.Upstream.AnswerText = _ => "old";
        await fixture.CompleteAndStoreAsync(Ask.For(Question), Cancellation);
        fixture.Time.Advance(Policy.TimeToLive + expiredFor);
        return fixture;
    }
}
