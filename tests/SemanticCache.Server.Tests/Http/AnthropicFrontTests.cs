using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Http;

/// <summary>The front of Anthropic's messages, byte by byte, with a stub of the provider behind it.</summary>
public sealed class AnthropicFrontTests : IClassFixture<AnthropicService>
{
    private const string Question = "How do I change my delivery address?";
    private const string RateLimited = """{"type":"error","error":{"type":"rate_limit_error","message":"Slow down."},"request_id":"req_1"}""";
    private const string Overloaded = """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""";

    private readonly AnthropicService _fixture;
    private readonly string _space;

    public AnthropicFrontTests(AnthropicService fixture)
    {
        _fixture = fixture;
        _space = fixture.NewNamespace();
        Stub.Bodies.Clear();
    }

    private AnthropicStub Stub => _fixture.Stub;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_UnknownFieldsAndCacheMarks_ReachTheUpstreamByteForByte()
    {
        const string Body = """
            { "max_tokens" : 100, "future_field": {"x": [1,  2.50]}, "model":"claude-test", "metadata":{"user_id":"u"},
              "system":[{"type":"text","text":"Be kind.","cache_control":{"type":"ephemeral"}}],
              "messages":[{"role":"user","content":[{"type":"text","text":"How do I change my delivery address?","cache_control":{"type":"ephemeral","ttl":"1h"}}]}] }
            """;
        var answer = AnthropicStub.Message("Open the settings.", "end_turn");
        Stub.Say(answer);

        using var response = await PostAsync(Body, ("anthropic-beta", "future-1"), ("x-api-key", "sk-caller"));

        Assert.Equal(answer, await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("MISS", StatusOf(response));
        Assert.Equal(Body, Assert.Single(Stub.Bodies));
        Assert.Equal("/v1/messages", Stub.Path);
        Assert.Equal(AnthropicService.Key, Stub.Headers["x-api-key"].ToString());
        Assert.Equal("future-1", Stub.Headers["anthropic-beta"].ToString());
        Assert.Equal("2023-06-01", Stub.Headers["anthropic-version"].ToString());
    }

    [Fact]
    public async Task Messages_SameWithoutCacheMarks_IsAHitMarkedAsCached()
    {
        Stub.Say(AnthropicStub.Message("Open the settings.", "end_turn"));
        using var first = await PostAsync(Ask("""[{"type":"text","text":"How do I change my delivery address?","cache_control":{"type":"ephemeral"}}]"""));

        var hit = await HitAsync(Ask($"\"{Question}\""));

        Assert.Equal("Open the settings.", (string?)hit["content"]![0]!["text"]);
        Assert.Equal("end_turn", (string?)hit["stop_reason"]);
        Assert.Equal("claude-stub", (string?)hit["model"]);
        Assert.Equal((0, 10, 7), ((int)hit["usage"]!["input_tokens"]!, (int)hit["usage"]!["cache_read_input_tokens"]!, (int)hit["usage"]!["output_tokens"]!));
        Assert.Single(Stub.Bodies);
    }

    [Fact]
    public async Task Stream_ThatWantsProgress_BeginsWithWhatTheCacheFound()
    {
        Stub.Stream([.. AnthropicStub.Beginning, AnthropicStub.End("end_turn"), AnthropicStub.Stop]);

        using var response = await PostAsync(Ask($"\"{Question}\"", stream: true), ("X-SemanticCache-Progress", "on"));

        Assert.StartsWith(": semantic-cache MISS no_candidate\n\n", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_Miss_IsTheUpstreamsOwnEvents()
    {
        string[] events = [.. AnthropicStub.Beginning, AnthropicStub.End("end_turn"), AnthropicStub.Stop];
        Stub.Stream(events);

        using var response = await PostAsync(Ask($"\"{Question}\"", stream: true));

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(AnthropicStub.Written(events), await response.Content.ReadAsStringAsync(Cancellation));
        var hit = await HitAsync(Ask($"\"{Question}\""));
        Assert.Equal("Open the settings.", (string?)hit["content"]![0]!["text"]);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("stops early")]
    [InlineData("error event")]
    [InlineData("max_tokens")]
    [InlineData("refusal")]
    [InlineData("rate limited")]
    public async Task Messages_AnswerThatIsNotWhole_IsNotStored(string trouble)
    {
        Play(trouble);
        using (var broken = await PostAsync(Ask($"\"{Question}\"", stream: true)))
        {
            var told = await broken.Content.ReadAsStringAsync(Cancellation);
            Assert.Equal(trouble is "cut" or "stops early" or "error event" or "rate limited", told.Contains("\"error\"", StringComparison.Ordinal));
        }

        // Write-backs keep their order: once a later answer is there, the broken one is not coming any more.
        Stub.Say(AnthropicStub.Message("Nine to five.", "end_turn"));
        using var later = await PostAsync(Ask("\"When is the shop in Leeds open?\""));
        await HitAsync(Ask("\"When is the shop in Leeds open?\""));

        using var again = await PostAsync(Ask($"\"{Question}\""));
        Assert.Equal("MISS", StatusOf(again));
        Assert.Equal(3, Stub.Bodies.Count);
    }

    [Fact]
    public async Task Stream_ErrorEventMidway_ReachesTheCallerInTheUpstreamsWords()
    {
        Play("error event");

        using var response = await PostAsync(Ask($"\"{Question}\"", stream: true));

        Assert.EndsWith($"event: error\ndata: {Overloaded}\n\n", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_UpstreamIsRateLimited_AnswersInItsWordsWithItsWait()
    {
        Play("rate limited");

        using var response = await PostAsync(Ask($"\"{Question}\""));

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(RateLimited, await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("17", response.Headers.GetValues("Retry-After").Single());
    }

    [Theory]
    [InlineData("[]", "invalid_request_error", 400)]
    [InlineData("{", "invalid_request_error", 400)]
    [InlineData("""{"messages":[]}""", "invalid_request_error", 400)]
    [InlineData("""{"messages":[{"content":"a"}]}""", "invalid_request_error", 400)]
    public async Task Messages_Mistake_IsToldInAnthropicsShape(string body, string type, int status)
    {
        using var response = await PostAsync(body);

        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal((status, "error", type), ((int)response.StatusCode, (string?)error["type"], (string?)error["error"]!["type"]));
        Assert.Empty(Stub.Bodies);
    }

    [Fact]
    public async Task Messages_OnlyIfCachedWithoutEntry_AsksNobody()
    {
        using var response = await PostAsync(Ask($"\"{Question}\""), ("Cache-Control", "only-if-cached"));

        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.Contains("\"type\":\"error\"", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Empty(Stub.Bodies);
    }

    [Theory]
    [InlineData("""[{"type":"image","source":{"type":"url","url":"http://x.test/a.png"}},{"type":"text","text":"What is this?"}]""", "not_text")]
    [InlineData("""[{"type":"tool_result","tool_use_id":"t","content":"21 degrees"}]""", "not_a_question")]
    public async Task Messages_MoreThanText_BypassesTheCache(string content, string reason)
    {
        Stub.Say(AnthropicStub.Message("A cat.", "end_turn"));

        using var response = await PostAsync(Ask(content));

        Assert.Equal("BYPASS", StatusOf(response));
        Assert.Equal(reason, response.Headers.GetValues("X-Cache-Reason").Single());
    }

    [Fact]
    public async Task CountTokens_CallerHasKeys_PassesThroughWithTheConfiguredOne()
    {
        Stub.Say("""{"input_tokens":12}""");

        using var response = await PostAsync(Ask($"\"{Question}\""), "/v1/messages/count_tokens?a=b", ("Authorization", "Bearer theirs"), ("x-api-key", "sk-caller"));

        Assert.Equal("""{"input_tokens":12}""", await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("/v1/messages/count_tokens?a=b", Stub.Path);
        Assert.Equal(AnthropicService.Key, Stub.Headers["x-api-key"].ToString());
        Assert.False(Stub.Headers.ContainsKey("Authorization"));
        Assert.Equal("BYPASS", StatusOf(response));
    }

    [Fact]
    public async Task ChatCompletions_UpstreamIsAnthropic_AreTranslatedThereAndBack()
    {
        Stub.Say(AnthropicStub.Message("Open the settings.", "end_turn"));
        const string Body = """{"model":"claude-test","max_tokens":100,"messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"How do I change my delivery address?"}]}""";

        using var response = await PostAsync(Body, "/v1/chat/completions", ("Authorization", "Bearer theirs"));

        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal(("Open the settings.", "stop"), ((string?)answer["choices"]![0]!["message"]!["content"], (string?)answer["choices"]![0]!["finish_reason"]));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"model":"claude-test","max_tokens":100,"system":"Be kind.","messages":[{"role":"user","content":"How do I change my delivery address?"}],"stream":false}"""),
            JsonNode.Parse(Assert.Single(Stub.Bodies))));
        Assert.Equal("/v1/messages", Stub.Path);

        // What was stored through one front is a hit through the other.
        var hit = await HitAsync("""{"model":"claude-test","max_tokens":100,"system":"Be kind.","messages":[{"role":"user","content":"How do I change my delivery address?"}]}""");
        Assert.Equal("Open the settings.", (string?)hit["content"]![0]!["text"]);
    }

    [Fact]
    public async Task ChatCompletions_ImageForAnAnthropicUpstream_IsRejectedClearly()
    {
        const string Body = """{"model":"m","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"http://x.test/a.png"}}]}]}""";

        using var response = await PostAsync(Body, "/v1/chat/completions");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("more than role and text", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Empty(Stub.Bodies);
    }

    [Fact]
    public async Task Messages_UpstreamIsOpenAI_AreTranslatedThereAndBack()
    {
        await new ServiceCalls(_fixture.Service.Client).CreateNamespaceAsync(_space, new Policy { Upstream = "openai" });
        Stub.Say("""{"model":"gpt-stub","choices":[{"message":{"content":null,"tool_calls":[{"id":"c0","function":{"name":"weather","arguments":"{\"city\": \"Leeds\"}"}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":4,"completion_tokens":2,"prompt_tokens_details":{"cached_tokens":3}}}""");
        const string Body = """
            {"model":"gpt","max_tokens":50,"messages":[{"role":"user","content":"Is an umbrella needed in Leeds?"}],
             "tools":[{"name":"weather","description":"d","input_schema":{"type":"object"},"cache_control":{"type":"ephemeral"}}],"tool_choice":{"type":"any"}}
            """;

        using var response = await PostAsync(Body);

        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal("tool_use", (string?)answer["stop_reason"]);
        Assert.Equal((1, 3, 2), ((int)answer["usage"]!["input_tokens"]!, (int)answer["usage"]!["cache_read_input_tokens"]!, (int)answer["usage"]!["output_tokens"]!));
        Assert.Equal(("weather", "Leeds"), ((string?)answer["content"]![0]!["name"], (string?)answer["content"]![0]!["input"]!["city"]));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
                {"model":"gpt","messages":[{"role":"user","content":"Is an umbrella needed in Leeds?"}],"max_tokens":50,"stream":false,"tool_choice":"required",
                 "tools":[{"type":"function","function":{"name":"weather","description":"d","parameters":{"type":"object"}}}]}
                """),
            JsonNode.Parse(Assert.Single(Stub.Bodies))));
        Assert.Equal($"Bearer {AnthropicService.Key}", Stub.Headers.Authorization.ToString());
    }

    private void Play(string trouble)
    {
        switch (trouble)
        {
            case "cut":
                Stub.Stream(AnthropicStub.Beginning, cut: true);
                break;
            case "stops early":
                Stub.Stream([.. AnthropicStub.Beginning, AnthropicStub.End("end_turn")]);
                break;
            case "error event":
                Stub.Stream([.. AnthropicStub.Beginning[..4], Overloaded]);
                break;
            case "rate limited":
                Stub.Say(RateLimited, status: 429, retryAfter: "17");
                break;
            default:
                Stub.Stream([.. AnthropicStub.Beginning, AnthropicStub.End(trouble), AnthropicStub.Stop]);
                break;
        }
    }

    private static string Ask(string content, bool stream = false) =>
        $$$"""{"model":"claude-test","max_tokens":100,"messages":[{"role":"user","content":{{{content}}}}],"stream":{{{(stream ? "true" : "false")}}}}""";

    private async Task<JsonNode> HitAsync(string body)
    {
        var hit = default(JsonNode);
        await Eventually.HoldsAsync(async () =>
        {
            using var response = await PostAsync(body, ("Cache-Control", "only-if-cached"));
            hit = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!;
            return StatusOf(response) == "HIT";
        });
        return hit!;
    }

    private Task<HttpResponseMessage> PostAsync(string body, params (string Name, string Value)[] headers) => PostAsync(body, "/v1/messages", headers);

    private async Task<HttpResponseMessage> PostAsync(string body, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-SemanticCache-Namespace", _space);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _fixture.Service.Http.SendAsync(request, Cancellation).Soon();
    }

    private static string StatusOf(HttpResponseMessage response) => response.Headers.GetValues("X-Cache-Status").Single();
}
