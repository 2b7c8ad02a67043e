using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Upstream;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Http;

/// <summary>What passes between a caller and a provider of the same API, byte for byte, over real HTTP on both sides.</summary>
public sealed class OpenAIFrontTests : IAsyncLifetime
{
    private const string First = """{"id":"c1","object":"chat.completion.chunk","model":"m-2026","choices":[{"index":0,"delta":{"role":"assistant","content":"Hello","reasoning":"hm"},"finish_reason":null}],"usage":null,"x_groq":{"id":"7"}}""";
    private const string Last = """{"id":"c1","object":"chat.completion.chunk","model":"m-2026","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""";
    private const string Usage = """{"id":"c1","object":"chat.completion.chunk","model":"m-2026","choices":[],"usage":{"prompt_tokens":4,"completion_tokens":2,"total_tokens":6}}""";
    private const string Whole = """{ "id":"c9", "model":"m-2026", "choices":[{"index":0,"message":{"role":"assistant","content":"Hello","annotations":[1]},"finish_reason":"stop"}], "usage":{"prompt_tokens":4,"completion_tokens":2}, "system_fingerprint":"fp" }""";

    private readonly TestDirectory _directory = new();
    private OpenAIStub _stub = null!;
    private TestService _service = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _stub = await OpenAIStub.StartAsync();
        _service = await TestService.StartAsync(
            _directory.Path,
            services => services.AddSingleton(provider => new UpstreamRegistry(
                provider.GetRequiredService<IOptions<UpstreamsOptions>>(), provider.GetRequiredService<UpstreamClientFactory>())),
            "--Upstreams:Default=provider",
            "--Upstreams:Endpoints:provider:Kind=OpenAI",
            $"--Upstreams:Endpoints:provider:BaseAddress={_stub.Address}",
            "--Upstreams:Endpoints:keyed:Kind=OpenAI",
            "--Upstreams:Endpoints:keyed:ApiKey=sk-ours",
            $"--Upstreams:Endpoints:keyed:BaseAddress={_stub.Address}");
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _stub.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Post_WholeAnswer_PassesBothBodiesUnchanged()
    {
        const string Body = """{ "messages": [{"role":"user","content":"hi?","name":"Zoë"}],  "model":"m", "future_field": {"b":[1, 2.50], "a":null}, "reasoning_effort":"low" }""";
        _stub.Say(Whole);

        var response = await PostAsync(Body);

        Assert.Equal(Body, Assert.Single(_stub.Bodies));
        Assert.Equal(Whole, await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("MISS", Status(response));
    }

    [Fact]
    public async Task Post_Stream_PassesEveryChunkAndAsksForUsageByItself()
    {
        _stub.Stream(First, Last, Usage, "[DONE]");

        var response = await PostAsync("""{"model":"m","messages":[{"role":"user","content":"hi?"}],"stream":true}""");

        Assert.Equal("""{"model":"m","messages":[{"role":"user","content":"hi?"}],"stream":true,"stream_options":{"include_usage":true}}""", Assert.Single(_stub.Bodies));
        Assert.Equal($"data: {First}\n\ndata: {Last}\n\ndata: [DONE]\n\n", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Post_StreamThatWantsProgress_HearsAtOnceWhatTheCacheFound()
    {
        const string Body = """{"model":"m","messages":[{"role":"user","content":"how do refunds work?"}],"stream":true}""";
        var mayAnswer = new TaskCompletionSource();
        _stub.Stream(First, Last, "[DONE]");
        var answer = _stub.Answer;
        _stub.Answer = async context =>
        {
            await mayAnswer.Task.Soon();
            await answer(context);
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/chat/completions") { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-SemanticCache-Progress", "on");

        using var response = await _service.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation).Soon();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));
        var first = await reader.ReadLineAsync(Cancellation).AsTask().Soon();
        mayAnswer.SetResult();

        Assert.Equal(": semantic-cache MISS no_candidate", first);
        Assert.EndsWith("data: [DONE]\n\n", await reader.ReadToEndAsync(Cancellation).Soon(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_StreamThatWantsUsage_GetsItAlsoFromTheCache()
    {
        const string Body = """{"model":"m","messages":[{"role":"user","content":"how do refunds work?"}],"stream":true,"stream_options":{"include_usage":true}}""";
        _stub.Stream(First, Last, Usage, "[DONE]");
        Assert.EndsWith($"data: {Usage}\n\ndata: [DONE]\n\n", await TextAsync(await PostAsync(Body)), StringComparison.Ordinal);
        await StoredAsync();

        var hit = await PostAsync(Body);

        Assert.Equal("HIT", Status(hit));
        using var usage = JsonDocument.Parse((await TextAsync(hit)).Split("data: ")[^2]);
        Assert.Equal(4, usage.RootElement.GetProperty("usage").GetProperty("prompt_tokens_details").GetProperty("cached_tokens").GetInt32());
        Assert.Equal("m-2026", usage.RootElement.GetProperty("model").GetString());
    }

    [Theory]
    [InlineData("\"n\":2", "several_answers")]
    [InlineData("\"logprobs\":true", "token_probabilities")]
    [InlineData("\"audio\":{\"voice\":\"x\"}", "not_text")]
    public async Task Post_RequestThatNoStoredAnswerFits_IsForwardedAndNotStored(string field, string reason)
    {
        _stub.Say(Whole);
        var body = $$"""{"model":"m","messages":[{"role":"user","content":"hi?"}],{{field}}}""";

        var first = await PostAsync(body);
        var second = await PostAsync(body);

        Assert.Equal(("BYPASS", reason), (Status(first), first.Headers.GetValues("X-Cache-Reason").Single()));
        Assert.Equal("BYPASS", Status(second));
        Assert.Equal(2, _stub.Bodies.Count);
    }

    [Fact]
    public async Task Post_Picture_IsForwardedAndNotStored()
    {
        _stub.Say(Whole);

        var response = await PostAsync("""{"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"what is it?"},{"type":"image_url","image_url":{"url":"data:x"}}]}]}""");

        Assert.Equal("BYPASS", Status(response));
    }

    [Theory]
    [InlineData("\"temperature\":0.5")]
    [InlineData("\"frequency_penalty\":1")]
    [InlineData("\"reasoning_effort\":\"high\"")]
    [InlineData("\"response_format\":{\"type\":\"json_object\"}")]
    public async Task Post_AnotherParameter_IsAnotherScope(string field)
    {
        _stub.Say(Whole);
        await PostAsync("""{"model":"m","messages":[{"role":"user","content":"how do refunds work?"}]}""");
        await StoredAsync();

        var other = await PostAsync($$"""{"model":"m","messages":[{"role":"user","content":"how do refunds work?"}],{{field}}}""");
        var neutral = await PostAsync("""{"user":"u-7","model":"m","messages":[{"content":"how do refunds work?","role":"user"}],"stream":false,"metadata":{"a":"b"}}""");

        Assert.Equal("MISS", Status(other));
        Assert.Equal("HIT", Status(neutral));
    }

    [Fact]
    public async Task Post_TextInParts_IsTheSameQuestion()
    {
        _stub.Say(Whole);
        await PostAsync("""{"model":"m","messages":[{"role":"user","content":"how do refunds work?"}]}""");
        await StoredAsync();

        var hit = await PostAsync("""{"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"how do refunds work?"}]}]}""");

        Assert.Equal("HIT", Status(hit));
    }

    [Fact]
    public async Task Post_CutStream_TellsTheErrorAndStoresNothing()
    {
        const string Body = """{"model":"m","messages":[{"role":"user","content":"how do refunds work?"}],"stream":true}""";
        _stub.Stream(First);

        var text = await TextAsync(await PostAsync(Body));

        Assert.StartsWith($"data: {First}\n\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", text, StringComparison.Ordinal);
        Assert.Contains("\"error\"", text, StringComparison.Ordinal);
        await AssertNothingStoredAsync();
    }

    [Theory]
    [InlineData("length")]
    [InlineData("content_filter")]
    public async Task Post_AnswerThatIsNotWhole_IsPassedOnAndNotStored(string reason)
    {
        _stub.Say(Whole.Replace("\"stop\"", $"\"{reason}\"", StringComparison.Ordinal));

        var response = await PostAsync("""{"model":"m","messages":[{"role":"user","content":"how do refunds work?"}]}""");

        Assert.Contains(reason, await TextAsync(response), StringComparison.Ordinal);
        await AssertNothingStoredAsync();
    }

    [Fact]
    public async Task Post_ProviderRefuses_PassesStatusBodyAndRetryAfter()
    {
        const string Refusal = """{"error":{"message":"slow down","type":"tokens","param":null,"code":"rate_limit_exceeded"}}""";
        _stub.Say(Refusal, status: 429, retryAfter: "17");

        var response = await PostAsync("""{"model":"m","messages":[{"role":"user","content":"hi?"}]}""");

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(Refusal, await TextAsync(response));
        Assert.Equal("17", response.Headers.GetValues("Retry-After").Single());
        await AssertNothingStoredAsync();
    }

    [Fact]
    public async Task Post_PageInsteadOfAnAnswer_IsAnErrorInTheApisShape()
    {
        _stub.Say("<html>gateway</html>", status: 502);

        var response = await PostAsync("""{"model":"m","messages":[{"role":"user","content":"hi?"}]}""");

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        using var error = JsonDocument.Parse(await TextAsync(response));
        Assert.Equal("upstream_unavailable", error.RootElement.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Post_CallersKey_PassesUnlessThereIsOneOfOurs()
    {
        await _service.Client.Admin.CreateNamespaceAsync(new CreateNamespaceRequest { Name = "keyed", Policy = new Policy { Upstream = "keyed" } }, cancellationToken: Cancellation);
        _stub.Say(Whole);

        await PostAsync("""{"model":"m","messages":[{"role":"user","content":"one?"}]}""", ("Authorization", "Bearer sk-caller"), ("OpenAI-Project", "p1"));
        Assert.Equal(("Bearer sk-caller", "p1"), (_stub.Headers.Authorization.ToString(), _stub.Headers["OpenAI-Project"].ToString()));
        await PostAsync("""{"model":"m","messages":[{"role":"user","content":"two?"}]}""", ("Authorization", "Bearer sk-caller"), ("X-SemanticCache-Namespace", "keyed"));
        Assert.Equal("Bearer sk-ours", _stub.Headers.Authorization.ToString());
    }

    [Fact]
    public async Task Any_OtherPath_PassesUnchangedBothWays()
    {
        _stub.Say("""{"odd" : true}""", status: 418);
        using var request = new HttpRequestMessage(HttpMethod.Put, "v1/files/7%20a?purpose=x%2By") { Content = new StringContent("""{ "a" : 1 }""", Encoding.UTF8, "application/json") };
        request.Headers.Add("X-SemanticCache-Tags", "t");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer sk-caller");

        var response = await _service.Http.SendAsync(request, Cancellation).Soon();

        Assert.Equal((HttpStatusCode)418, response.StatusCode);
        Assert.Equal("""{"odd" : true}""", await TextAsync(response));
        Assert.Equal("""{ "a" : 1 }""", Assert.Single(_stub.Bodies));
        Assert.Equal("/v1/files/7%20a?purpose=x%2By", _stub.Path);
        Assert.Equal("Bearer sk-caller", _stub.Headers.Authorization.ToString());
        Assert.False(_stub.Headers.ContainsKey("X-SemanticCache-Tags"));
        Assert.Equal("BYPASS", Status(response));
    }

    [Theory]
    [InlineData("{", "body")]
    [InlineData("[]", "body")]
    [InlineData("""{"messages":[]}""", "messages")]
    [InlineData("""{"messages":[{"content":"x"}]}""", "messages[0].role")]
    public async Task Post_BadBody_NamesTheFieldAndAsksNobody(string body, string field)
    {
        var response = await PostAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        using var error = JsonDocument.Parse(await TextAsync(response));
        Assert.Equal(field, error.RootElement.GetProperty("error").GetProperty("param").GetString());
        Assert.Empty(_stub.Bodies);
    }

    [Theory]
    [InlineData("X-SemanticCache-Threshold", "1.5")]
    [InlineData("X-SemanticCache-Confidence", "high")]
    [InlineData("X-SemanticCache-Ttl", "0")]
    [InlineData("X-SemanticCache-Namespace", "no such/name")]
    public async Task Post_BadHeader_NamesIt(string name, string value)
    {
        var response = await PostAsync("""{"messages":[{"role":"user","content":"x"}]}""", (name, value));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(name, await TextAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_CacheControl_DecidesOnReadingAndWriting()
    {
        const string Body = """{"model":"m","messages":[{"role":"user","content":"how do refunds work?"}]}""";
        _stub.Say(Whole);

        Assert.Equal(HttpStatusCode.GatewayTimeout, (await PostAsync(Body, ("Cache-Control", "only-if-cached"))).StatusCode);
        Assert.Empty(_stub.Bodies);
        await PostAsync(Body, ("Cache-Control", "no-store"));
        await AssertNothingStoredAsync();
        await PostAsync(Body, ("X-SemanticCache-Ttl", "60"), ("X-SemanticCache-Tags", "a, b"));
        await StoredAsync();

        // What is fetched anew is stored too, behind the response: it has the same life.
        var fresh = await PostAsync(Body, ("Cache-Control", "no-cache"), ("X-SemanticCache-Ttl", "60"));
        var cached = await PostAsync(Body, ("Cache-Control", "only-if-cached, max-age=600"));

        Assert.Equal("BYPASS", Status(fresh));
        Assert.Equal("HIT", Status(cached));
        Assert.InRange(int.Parse(cached.Headers.GetValues("X-Cache-Ttl").Single(), System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        Assert.NotNull(cached.Headers.Age);
    }

    private static string Status(HttpResponseMessage response) => response.Headers.GetValues("X-Cache-Status").Single();

    private static Task<string> TextAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(Cancellation).Soon();

    private Task<HttpResponseMessage> PostAsync(string body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "v1/chat/completions") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return _service.Http.SendAsync(request, Cancellation).Soon();
    }

    private Task StoredAsync() => Eventually.HoldsAsync(async () => await EntriesAsync() == 1);

    private async Task AssertNothingStoredAsync() => Assert.Equal(0, await EntriesAsync());

    private async Task<long> EntriesAsync() =>
        (await _service.Client.Admin.GetNamespaceAsync(new GetNamespaceRequest { Name = "default" }, cancellationToken: Cancellation)).Namespace.EntryCount;
}
