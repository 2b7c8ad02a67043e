using System.Net;
using System.Text.Json;
using SemanticCache.Core.Upstream;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Rest;

public sealed class RestCacheTests : RestTests
{
    public RestCacheTests(SharedService shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task Lookup_AfterStore_ServesTheAnswer()
    {
        var stored = await CallAsync(
            HttpMethod.Post,
            $"namespaces/{Space}:store",
            """{"question":{"text":"Where do I see my orders?"},"answer":{"text":"There."},"cacheControl":{"ttl":"3600s","tags":["orders"]}}""");

        var found = await CallAsync(HttpMethod.Post, $"namespaces/{Space}:lookup", """{"question":{"text":"Where do I see my orders?"}}""");

        var metadata = found.GetProperty("metadata");
        Assert.Equal("OUTCOME_EXACT_HIT", metadata.GetProperty("outcome").GetString());
        Assert.Equal(stored.GetProperty("entryId").GetString(), metadata.GetProperty("entryId").GetString());
        Assert.Equal("There.", found.GetProperty("answer").GetProperty("text").GetString());
        Assert.EndsWith("s", metadata.GetProperty("age").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lookup_SpelledAsInTheProtoFiles_IsReadAlike()
    {
        await Calls.StoreAsync(Space, "Where do I see my orders?", "There.");

        var found = await CallAsync(
            HttpMethod.Post, $"namespaces/{Space}:lookup", """{"question":{"text":"Where do I see my orders?"},"cache_control":{"no_cache":true}}""");

        Assert.NotEqual("OUTCOME_EXACT_HIT", found.GetProperty("metadata").GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task BatchLookup_TwoNamespaces_AnswersInOrder()
    {
        var other = AnotherSpace();
        await Calls.StoreAsync(other, "Where do I see my orders?", "There.");
        await Calls.CreateNamespaceAsync(Space);

        var found = await CallAsync(HttpMethod.Post, "lookups:batch", $$$"""
            {"lookups":[
              {"question":{"namespace":"{{{Space}}}","text":"Where do I see my orders?"}},
              {"question":{"namespace":"{{{other}}}","text":"Where do I see my orders?"}}]}
            """);

        Assert.Equal(
            ["OUTCOME_MISS", "OUTCOME_EXACT_HIT"],
            found.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("metadata").GetProperty("outcome").GetString()));
    }

    [Fact]
    public async Task Complete_Miss_IsAnsweredByTheUpstream()
    {
        var reply = await CallAsync(HttpMethod.Post, $"namespaces/{Space}:complete", """{"question":{"messages":[{"role":"ROLE_USER","text":"What is a cache?"}]}}""");

        Assert.Equal("OUTCOME_MISS", reply.GetProperty("metadata").GetProperty("outcome").GetString());
        Assert.Equal("You asked: What is a cache?", reply.GetProperty("answer").GetProperty("text").GetString());
    }

    [Fact]
    public async Task StreamComplete_WhileTheUpstreamWrites_SendsALineForEachPart()
    {
        await UseScriptedUpstreamAsync();
        var script = Upstream.For("What is a stream of lines?").Say("It ");

        using var response = await StreamAsync("""{"question":{"text":"What is a stream of lines?"}}""");
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("OUTCOME_MISS", (await NextAsync(lines)).GetProperty("start").GetProperty("outcome").GetString());
        Assert.Equal("It ", (await NextAsync(lines)).GetProperty("text").GetProperty("text").GetString());
        script.Say("flows.").End();
        Assert.Equal("flows.", (await NextAsync(lines)).GetProperty("text").GetProperty("text").GetString());
        Assert.Equal(5, (await NextAsync(lines)).GetProperty("usage").GetProperty("outputTokens").GetInt32());
        Assert.Equal("stop", (await NextAsync(lines)).GetProperty("end").GetProperty("finishReason").GetString());
        Assert.Equal("", (await lines.ReadToEndAsync(TestContext.Current.CancellationToken).Soon()).Trim());
    }

    [Fact]
    public async Task StreamComplete_UpstreamFailsMidway_EndsWithTheErrorAsALine()
    {
        await UseScriptedUpstreamAsync();
        Upstream.For("What breaks off?").Say("It ").Fail(new UpstreamException(UpstreamFailure.Unavailable, "It broke."));

        using var response = await StreamAsync("""{"question":{"text":"What breaks off?"}}""");
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        await NextAsync(lines);
        await NextAsync(lines);
        var error = await NextAsync(lines);

        Assert.Equal(14, error.GetProperty("code").GetInt32());
        Assert.Equal("UPSTREAM_UNAVAILABLE", error.GetProperty("details")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task StreamComplete_CallerLeaves_CancelsTheUpstream()
    {
        await UseScriptedUpstreamAsync();
        var script = Upstream.For("What is left alone?").Say("It ");

        var response = await StreamAsync("""{"question":{"text":"What is left alone?"}}""");
        await script.Asked.Soon();
        response.Dispose();

        await script.Cancelled.Soon();
    }

    [Fact]
    public async Task Complete_UpstreamFails_IsUnavailableWithItsReason()
    {
        await UseScriptedUpstreamAsync();
        Upstream.For("What fails?").Fail(new UpstreamException(UpstreamFailure.Unavailable, "It broke."));

        var reply = await SendAsync(HttpMethod.Post, $"namespaces/{Space}:complete", """{"question":{"text":"What fails?"}}""");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.Status);
        Assert.Equal("UPSTREAM_UNAVAILABLE", reply.Reason);
    }

    [Fact]
    public async Task SubmitFeedback_OfAHit_IsCounted()
    {
        var stored = await Calls.StoreAsync(Space, "Where do I see my orders?", "There.");

        await CallAsync(HttpMethod.Post, $"entries/{stored.EntryId}/feedback", """{"verdict":"VERDICT_BAD"}""");

        var entry = await CallAsync(HttpMethod.Get, $"entries/{stored.EntryId}");
        Assert.Equal(1, entry.GetProperty("entry").GetProperty("badFeedbackCount").GetInt32());
    }

    private static async Task<JsonElement> NextAsync(StreamReader lines)
    {
        var line = await lines.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().Soon();
        Assert.NotNull(line);
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }
}
