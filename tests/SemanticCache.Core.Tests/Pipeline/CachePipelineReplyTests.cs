using SemanticCache.Core.Upstream;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Pipeline;

public sealed class CachePipelineReplyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CompleteAsync_ReplyDisposedUnread_ReportsOneErrorAndCancelsTheUpstream()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Upstream.IsManual = true;
        await using (await fixture.Pipeline.CompleteAsync(Ask.For("a"), stream: true, Cancellation))
        {
        }

        await (await fixture.Upstream.NextCallAsync(Cancellation)).WhenCancelled(Cancellation);
        Assert.Equal(["error"], fixture.ReportedOutcomes());
    }

    [Fact]
    public async Task CompleteAsync_ReaderStopsEarly_ReportsItAsAbandoned()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Upstream.IsManual = true;
        await using var reply = await fixture.Pipeline.CompleteAsync(Ask.For("a"), stream: true, Cancellation);
        (await fixture.Upstream.NextCallAsync(Cancellation)).Send("x");
        await foreach (var part in reply.Parts)
        {
            Assert.Equal(new TextDelta("x"), part);
            break;
        }

        Assert.Equal(["error"], fixture.ReportedOutcomes());
        Assert.Contains(fixture.Logs.GetSnapshot(), record => record.Message.Contains("abandoned", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CompleteAsync_CallerStopsReading_ReportsOneErrorAndCancelsTheUpstream()
    {
        await using var fixture = await PipelineFixture.StartAsync();
        fixture.Upstream.IsManual = true;
        using var caller = new CancellationTokenSource();
        var completing = fixture.CompleteAsync(Ask.For("a"), caller.Token, stream: true);
        var call = await fixture.Upstream.NextCallAsync(Cancellation);
        call.Send("x");

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => completing);
        await call.WhenCancelled(Cancellation);
        Assert.Equal(["error"], fixture.ReportedOutcomes());
        Assert.Contains(fixture.Logs.GetSnapshot(), record => record.Message.Contains("cancelled", StringComparison.Ordinal));
    }
}
