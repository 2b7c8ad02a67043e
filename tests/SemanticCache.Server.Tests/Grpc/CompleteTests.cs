using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;
using ToolCallDelta = SemanticCache.Core.Upstream.ToolCallDelta;

namespace SemanticCache.Server.Tests.Grpc;

public sealed class CompleteTests : ServiceTests
{
    public CompleteTests(SharedService shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task Complete_FirstAndSecondTime_IsAMissThenAHit()
    {
        var miss = await Calls.CompleteAsync(Space, "What is semantic caching?");
        await Eventually.HoldsAsync(async () => (await Calls.LookupAsync(Space, "What is semantic caching?")).Answer is not null);
        var hit = await Calls.CompleteAsync(Space, "What is semantic caching?");

        Assert.Equal(Outcome.Miss, miss.Metadata.Outcome);
        Assert.Equal("You asked: What is semantic caching?", miss.Answer.Text);
        Assert.Equal(Outcome.ExactHit, hit.Metadata.Outcome);
        Assert.Equal(miss.Answer, hit.Answer);
    }

    [Fact]
    public async Task Complete_Paraphrase_IsServedWithoutTheUpstream()
    {
        await UseScriptedUpstreamAsync();
        await Calls.StoreAsync(Space, "cancel order", "You can cancel an order yourself: open My orders, choose the order and press Cancel.");

        var hit = await Calls.CompleteAsync(Space, "cancel my order");

        Assert.Equal(Outcome.SemanticHit, hit.Metadata.Outcome);
        Assert.Equal("You can cancel an order yourself: open My orders, choose the order and press Cancel.", hit.Answer.Text);
        Assert.Equal(0, Upstream.For("cancel my order").Calls);
    }

    [Fact]
    public async Task Complete_EverythingSet_ReachesTheUpstream()
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: everything?";
        Upstream.For(text).Say("Yes.").End();
        var question = new Question
        {
            Namespace = Space,
            Model = "m-1",
            ToolsJson = """[ {"type": "function"} ]""",
            ToolChoiceJson = "\"auto\"",
            ResponseFormatJson = """{ "type": "json_object" }""",
            Sampling = new SamplingParameters { Temperature = 0.5, TopP = 0.9, Seed = -7, MaxOutputTokens = 9, Stop = { "\n" } },
        };
        question.Messages.Add(new Message { Role = Role.System, Text = "Be short." });
        question.Messages.Add(new Message { Role = Role.User, Text = text });

        await Calls.CompleteAsync(new CompleteRequest { Question = question });

        var asked = await Upstream.For(text).Asked.Soon();
        Assert.Equal(["Be short.", text], asked.Messages.Select(message => message.Text));
        Assert.Equal("m-1", asked.Model);
        Assert.Equal("""{"tools":[{"type":"function"}],"tool_choice":"auto"}""", asked.Tools);
        Assert.Equal("""{"type":"json_object"}""", asked.ResponseFormat);
        Assert.Equal((0.5, 0.9, -7L, 9), (asked.Sampling.Temperature, asked.Sampling.TopP, asked.Sampling.Seed, asked.Sampling.MaximumOutputTokens));
        Assert.Equal(["\n"], asked.Sampling.Stop);
        Assert.False(asked.Stream);
    }

    [Fact]
    public async Task Complete_ToolCall_IsAnsweredWholeAndStored()
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: which tool?";
        Upstream.For(text).Say(new ToolCallDelta(0, "c1", "find", "{\"a\":")).Say(new ToolCallDelta(0, "", "", "1}")).End("tool_calls");

        var miss = await Calls.CompleteAsync(Space, text);

        Assert.Equal("""{"a":1}""", Assert.Single(miss.Answer.ToolCalls).Arguments);
        Assert.Equal("tool_calls", miss.Answer.FinishReason);
        await Eventually.HoldsAsync(async () => miss.Answer.Equals((await Calls.LookupAsync(Space, text)).Answer));
    }

    [Fact]
    public async Task Complete_NoCache_AsksAgainAndStoresTheFreshAnswer()
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: fresh?";
        await Calls.StoreAsync(Space, text, "old");
        Upstream.For(text).Say("new").End();

        var fresh = await Calls.CompleteAsync(Space, text, new CacheControl { NoCache = true });

        Assert.Equal(Outcome.Bypass, fresh.Metadata.Outcome);
        Assert.Equal("no_cache", fresh.Metadata.Reason);
        Assert.Equal("new", fresh.Answer.Text);
        await Eventually.HoldsAsync(async () => (await Calls.LookupAsync(Space, text)).Answer?.Text == "new");
    }

    [Fact]
    public async Task Complete_NoStore_LeavesNothingBehind()
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: secret?";
        Upstream.For(text).Say("yes").End();

        await Calls.CompleteAsync(Space, text, new CacheControl { NoStore = true });

        Assert.Equal(0, (await Calls.GetNamespaceAsync(Space)).Namespace.EntryCount);
    }

    [Fact]
    public async Task Complete_CutAnswer_IsPassedOnAndNotStored()
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: long?";
        Upstream.For(text).Say("too lo").End("length");

        var miss = await Calls.CompleteAsync(Space, text);

        Assert.Equal(("too lo", "length"), (miss.Answer.Text, miss.Answer.FinishReason));
        Assert.Equal(Outcome.Miss, (await Calls.LookupAsync(Space, text)).Metadata.Outcome);
    }

    [Fact]
    public async Task Complete_ManyIdenticalMisses_AskTheUpstreamOnce()
    {
        await UseScriptedUpstreamAsync();
        var text = $"{Space}: everybody at once?";
        var script = Upstream.For(text);
        var first = Calls.CompleteAsync(Space, text);
        await script.Asked.Soon();

        using var joined = Calls.Stream(Space, text);
        Assert.True(await joined.NextSoon());
        Assert.Equal(Outcome.Joined, joined.ResponseStream.Current.Start.Outcome);
        script.Say("one ").Say("answer").End();

        Assert.Equal("one answer", (await first).Answer.Text);
        Assert.Equal(Outcome.Miss, (await first).Metadata.Outcome);
        Assert.True(await joined.NextSoon());
        Assert.Equal("one ", joined.ResponseStream.Current.Text.Text);
        Assert.Equal(1, script.Calls);
    }
}
