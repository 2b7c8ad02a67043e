using Grpc.Core;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Grpc;

public sealed class CancellationTests : ServiceTests
{
    public CancellationTests(SharedService shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task Complete_CallerCancels_CancelsTheUpstream()
    {
        var (text, script) = await ScriptAsync();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var call = Service.Client.Cache.CompleteAsync(Request(text), cancellationToken: cancel.Token).Soon();
        await script.Asked.Soon();

        await cancel.CancelAsync();

        await call.FailsAsync(StatusCode.Cancelled);
        await script.Cancelled.Soon();
    }

    [Fact]
    public async Task Complete_DeadlinePasses_CancelsTheUpstream()
    {
        var (text, script) = await ScriptAsync();
        var deadline = TimeProvider.System.GetUtcNow().AddSeconds(2).UtcDateTime;
        var call = Service.Client.Cache.CompleteAsync(Request(text), deadline: deadline, cancellationToken: TestContext.Current.CancellationToken).Soon();

        await call.FailsAsync(StatusCode.DeadlineExceeded);
        await script.Cancelled.Soon();
    }

    [Fact]
    public async Task StreamComplete_CallerCancelsInMidAnswer_CancelsTheUpstreamAndStoresNothing()
    {
        var (text, script) = await ScriptAsync();
        script.Say("Hel");
        using (var call = Calls.Stream(Space, text))
        {
            Assert.True(await call.NextSoon());
            Assert.True(await call.NextSoon());
        }

        await script.Cancelled.Soon();
        await Eventually.HoldsAsync(async () => Assert.Single((await Calls.GetSummaryAsync(Space)).Namespaces).Errors == 1);
        Assert.Equal(0, (await Calls.GetNamespaceAsync(Space)).Namespace.EntryCount);
    }

    [Fact]
    public async Task StreamComplete_OneOfTwoCallersLeaves_TheOtherGetsTheWholeAnswer()
    {
        var (text, script) = await ScriptAsync();
        using var first = Calls.Stream(Space, text);
        Assert.True(await first.NextSoon());
        await script.Asked.Soon();
        using var second = Calls.Stream(Space, text);

        // Only who has joined by now keeps the upstream going when the first leaves.
        Assert.True(await second.NextSoon());
        Assert.Equal(Outcome.Joined, second.ResponseStream.Current.Start.Outcome);
        script.Say("all ");
        Assert.True(await first.NextSoon());
        first.Dispose();
        script.Say("of it").End();

        Assert.Equal("all of it", string.Concat((await second.RestAsync()).Select(part => part.Text?.Text)));
        Assert.Equal(1, script.Calls);
    }

    [Fact]
    public async Task StreamComplete_ManyCallersLeaveWhileTheAnswerComes_LeavesNoErrorInTheLog()
    {
        for (var i = 0; i < 50; i++)
        {
            var text = $"{Space}: number {i}?";
            using var call = Calls.Stream(Space, text + new string('x', 100_000));
            Assert.True(await call.NextSoon());
        }

        Assert.Empty(Service.ErrorLogs());
    }

    private static CompleteRequest Request(string space, string text) => new() { Question = new Question { Namespace = space, Text = text } };

    private CompleteRequest Request(string text) => Request(Space, text);

    private async Task<(string Text, Script Script)> ScriptAsync()
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: still there?";
        return (text, Upstream.For(text));
    }
}
