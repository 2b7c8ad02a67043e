using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;
using ToolCallDelta = SemanticCache.Core.Upstream.ToolCallDelta;

namespace SemanticCache.Server.Tests.Grpc;

public sealed class StreamCompleteTests : ServiceTests
{
    public StreamCompleteTests(SharedService shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task StreamComplete_Miss_SendsEachPartBeforeTheNextIsWritten()
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: part by part?";
        var script = Upstream.For(text);
        using var call = Calls.Stream(Space, text);

        Assert.True(await call.NextSoon());
        Assert.Equal(Outcome.Miss, call.ResponseStream.Current.Start.Outcome);
        Assert.True((await script.Asked.Soon()).Stream);
        script.Say("Hel");
        Assert.True(await call.NextSoon());
        Assert.Equal("Hel", call.ResponseStream.Current.Text.Text);
        script.Say(new ToolCallDelta(0, "c1", "find", "{}"));
        Assert.True(await call.NextSoon());
        Assert.Equal(("c1", "find", "{}"), PartsOf(call.ResponseStream.Current.ToolCall));
        script.End();
        Assert.True(await call.NextSoon());
        Assert.Equal((3, 5), (call.ResponseStream.Current.Usage.InputTokens, call.ResponseStream.Current.Usage.OutputTokens));
        Assert.True(await call.NextSoon());
        Assert.Equal(("stop", "scripted-1"), (call.ResponseStream.Current.End.FinishReason, call.ResponseStream.Current.End.Model));
        Assert.False(await call.NextSoon());
    }

    [Fact]
    public async Task StreamComplete_Hit_SendsTheSameEventsAsTheMiss()
    {
        var miss = await Calls.StreamAllAsync(Space, "What is it?");
        await Eventually.HoldsAsync(async () => (await Calls.LookupAsync(Space, "What is it?")).Answer is not null);
        var hit = await Calls.StreamAllAsync(Space, "What is it?");

        Assert.Equal(Outcome.ExactHit, hit[0].Start.Outcome);
        Assert.Equal("You asked: What is it?", TextOf(miss));
        Assert.Equal(TextOf(miss), TextOf(hit));
        Assert.Equal(miss[^2].Usage, hit[^2].Usage);
        Assert.Equal(miss[^1].End, hit[^1].End);
        Assert.All(hit[1..^2], part => Assert.Equal(StreamCompleteResponse.EventOneofCase.Text, part.EventCase));
    }

    private static string TextOf(IEnumerable<StreamCompleteResponse> events) => string.Concat(events.Select(part => part.Text?.Text));

    private static (string Id, string Name, string Arguments) PartsOf(Protocol.V1.ToolCallDelta call) => (call.Id, call.Name, call.Arguments);
}
