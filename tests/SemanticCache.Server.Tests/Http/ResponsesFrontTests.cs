using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Upstream;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Http;

/// <summary>What passes between a caller of the responses API and its provider, byte for byte, over real HTTP on both sides.</summary>
public sealed class ResponsesFrontTests : IAsyncLifetime
{
    private const string Question = """{"model":"m","input":"how do refunds work?"}""";
    private const string Streamed = """{"model":"m","input":"how do refunds work?","stream":true}""";
    private const string Message = """{"id":"msg_9","type":"message","status":"completed","role":"assistant","content":[{"type":"output_text","text":"Hello","annotations":[],"logprobs":[]}]}""";
    private const string Whole = "{ \"id\":\"resp_9\", \"object\":\"response\", \"model\":\"m-2026\", \"status\":\"completed\", \"output\":[" + Message + "], \"usage\":{\"input_tokens\":4,\"output_tokens\":2}, \"future\":1 }";
    private const string Created = """{"type":"response.created","sequence_number":0,"response":{"id":"resp_9","status":"in_progress","output":[],"future":1}}""";
    private const string Added = """{"type":"response.output_item.added","sequence_number":1,"output_index":0,"item":{"id":"msg_9","type":"message","content":[]}}""";
    private const string Delta = """{"type":"response.output_text.delta","sequence_number":2,"output_index":0,"content_index":0,"delta":"Hello","obfuscation":"x"}""";
    private const string Done = "{\"type\":\"response.output_item.done\",\"sequence_number\":3,\"output_index\":0,\"item\":" + Message + "}";
    private const string Completed = "{\"type\":\"response.completed\",\"sequence_number\":4,\"response\":" + Whole + "}";

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
            $"--Upstreams:Endpoints:provider:BaseAddress={_stub.Address}");
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _stub.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Post_WholeAnswer_PassesBothBodiesAndTheKeyUnchanged()
    {
        const string Body = """{ "input": [{"role":"user","content":[{"type":"input_text","text":"hi?"}]}],  "model":"m", "future_field": {"b":[1, 2.50], "a":null}, "stream": false }""";
        _stub.Say(Whole);

        var response = await PostAsync(Body, ("Authorization", "Bearer sk-caller"));

        Assert.Equal(Body, Assert.Single(_stub.Bodies));
        Assert.Equal("/v1/responses", _stub.Path);
        Assert.Equal("Bearer sk-caller", _stub.Headers.Authorization.ToString());
        Assert.Equal(Whole, await TextAsync(response));
        Assert.Equal("MISS", Status(response));
    }

    [Fact]
    public async Task Post_Stream_PassesEveryEventAndServesAWholeHit()
    {
        _stub.Stream(Created, Added, Delta, Done, Completed);

        var stream = await TextAsync(await PostAsync(Streamed));
        await StoredAsync();
        var hit = await PostAsync(Question);

        Assert.Equal(Streamed, Assert.Single(_stub.Bodies));
        Assert.Equal($"data: {Created}\n\ndata: {Added}\n\ndata: {Delta}\n\ndata: {Done}\n\ndata: {Completed}\n\n", stream);
        Assert.Equal("HIT", Status(hit));
        using var body = JsonDocument.Parse(await TextAsync(hit));
        Assert.Equal("Hello", body.RootElement.GetProperty("output")[0].GetProperty("content")[0].GetProperty("text").GetString());
        Assert.Equal(4, body.RootElement.GetProperty("usage").GetProperty("input_tokens_details").GetProperty("cached_tokens").GetInt32());
        Assert.Equal("m-2026", body.RootElement.GetProperty("model").GetString());
    }

    [Fact]
    public async Task Post_AnswerStoredByChatCompletions_IsAHitWithToolsAndFormatOfEitherSpelling()
    {
        _stub.Say("""{"model":"m-2026","choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}]}""");
        await PostToAsync("v1/chat/completions", """
            {"model":"m","messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"how do refunds work?"}],"max_tokens":9,"tool_choice":{"type":"function","function":{"name":"f"}},
             "tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object"},"strict":true}}],"response_format":{"type":"json_schema","json_schema":{"name":"a","schema":{}}}}
            """);
        await StoredAsync();

        var hit = await PostAsync("""
            {"model":"m","instructions":"Be kind.","input":"how do refunds work?","max_output_tokens":9,"tool_choice":{"type":"function","name":"f"},"store":false,"metadata":{"a":"b"},
             "tools":[{"type":"function","name":"f","description":null,"parameters":{"type":"object"},"strict":true}],"text":{"format":{"type":"json_schema","name":"a","schema":{}}}}
            """);

        Assert.Equal("HIT", Status(hit));
    }

    [Theory]
    [InlineData("", "MISS")]
    [InlineData(",\"strict\":true", "HIT")]
    public async Task Post_FunctionThatSaysNothingOfStrictness_IsAsStrictAsOneThatSaysSoInChat(string strict, string status)
    {
        _stub.Say("""{"model":"m-2026","choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}]}""");
        await PostToAsync(
            "v1/chat/completions",
            $$$"""{"model":"m","messages":[{"role":"user","content":"how do refunds work?"}],"tools":[{"type":"function","function":{"name":"f"{{{strict}}}}}]}""");
        await StoredAsync();
        _stub.Say(Whole);

        var response = await PostAsync("""{"model":"m","input":"how do refunds work?","tools":[{"type":"function","name":"f"}]}""");

        Assert.Equal(status, Status(response));
    }

    [Fact]
    public async Task Post_EarlierTurnsAsItemsOrAsMessages_AreTheSameConversation()
    {
        _stub.Say(Whole);
        await PostAsync($$"""{"model":"m","input":[{"type":"message","role":"user","content":"how do refunds work?"},{{Message}},{"role":"user","content":[{"type":"input_text","text":"how long do refunds take?"}]}]}""");
        await StoredAsync();

        var hit = await PostAsync("""{"model":"m","input":[{"role":"user","content":"how do refunds work?"},{"role":"assistant","content":"Hello"},{"role":"user","content":"how long do refunds take?"}]}""");

        Assert.Equal("HIT", Status(hit));
    }

    [Fact]
    public async Task Post_WholeAnswerThatFailed_IsAnErrorWithTheProvidersBody()
    {
        const string Failed = """{"id":"resp_9","status":"failed","output":[],"error":{"code":"server_error","message":"Oh."}}""";
        _stub.Say(Failed);

        var response = await PostAsync(Question);

        Assert.Equal((HttpStatusCode.BadGateway, Failed), (response.StatusCode, await TextAsync(response)));
        await AssertNothingStoredAsync();
    }

    [Theory]
    [InlineData("\"previous_response_id\":\"resp_1\"", "provider_state")]
    [InlineData("\"conversation\":\"conv_1\"", "provider_state")]
    [InlineData("\"background\":true", "provider_state")]
    [InlineData("\"prompt\":{\"id\":\"pmpt_1\"}", "provider_state")]
    [InlineData("\"tools\":[{\"type\":\"web_search\"}]", "not_text")]
    [InlineData("\"include\":[\"reasoning.encrypted_content\"]", "not_text")]
    [InlineData("\"top_logprobs\":2", "token_probabilities")]
    public async Task Post_RequestThatNoStoredAnswerFits_IsForwardedAndNeverStored(string field, string reason)
    {
        _stub.Say(Whole);
        var body = $$"""{"model":"m","input":"how do refunds work?",{{field}}}""";

        var first = await PostAsync(body);
        var second = await PostAsync(body);

        Assert.Equal(("BYPASS", reason), (Status(first), first.Headers.GetValues("X-Cache-Reason").Single()));
        Assert.Equal("BYPASS", Status(second));
        Assert.Equal([body, body], _stub.Bodies);
        await AssertNothingStoredAsync();
    }

    [Theory]
    [InlineData("""[{"role":"user","content":[{"type":"input_text","text":"what is it?"},{"type":"input_image","image_url":"data:x"}]}]""")]
    [InlineData("""[{"role":"user","content":[{"type":"input_file","file_id":"f"}]}]""")]
    [InlineData("""[{"type":"item_reference","id":"msg_1"},{"role":"user","content":"and then?"}]""")]
    [InlineData("""[{"type":"reasoning","id":"rs_1","summary":[]},{"role":"user","content":"how do refunds work?"}]""")]
    [InlineData("""[{"type":"function_call_output","call_id":"c","output":"9"}]""")]
    public async Task Post_InputThatIsMoreThanText_IsForwardedAndNotStored(string input)
    {
        _stub.Say(Whole);

        var response = await PostAsync($$"""{"model":"m","input":{{input}}}""");

        Assert.Equal("BYPASS", Status(response));
        await AssertNothingStoredAsync();
    }

    [Theory]
    [InlineData("\"temperature\":0.5")]
    [InlineData("\"instructions\":\"Be brief.\"")]
    [InlineData("\"reasoning\":{\"effort\":\"low\"}")]
    [InlineData("\"text\":{\"verbosity\":\"low\"}")]
    [InlineData("\"text\":{\"format\":{\"type\":\"json_object\"}}")]
    [InlineData("\"unknown_parameter\":1")]
    public async Task Post_AnotherParameter_IsAnotherScope(string field)
    {
        _stub.Say(Whole);
        await PostAsync(Question);
        await StoredAsync();

        var other = await PostAsync($$"""{"model":"m","input":"how do refunds work?",{{field}}}""");

        Assert.Equal("MISS", Status(other));
    }

    [Fact]
    public async Task Post_CutStream_TellsTheErrorAndStoresNothing()
    {
        _stub.Stream(Created, Added, Delta);

        var text = await TextAsync(await PostAsync(Streamed));

        Assert.StartsWith($"data: {Created}\n\ndata: {Added}\n\ndata: {Delta}\n\nevent: error\ndata: {{\"type\":\"error\",\"sequence_number\":3,\"code\":\"upstream_unavailable\"", text, StringComparison.Ordinal);
        await AssertNothingStoredAsync();
    }

    [Theory]
    [InlineData("""{"type":"error","code":"server_error","message":"Oh.","param":null,"sequence_number":1}""", "error")]
    [InlineData("""{"type":"response.failed","sequence_number":1,"response":{"id":"resp_9","status":"failed","error":{"code":"server_error","message":"Oh."}}}""", "response.failed")]
    public async Task Post_StreamThatFails_PassesTheProvidersWordsAndStoresNothing(string failure, string name)
    {
        _stub.Stream(Created, failure);

        var text = await TextAsync(await PostAsync(Streamed));

        Assert.Equal($"data: {Created}\n\nevent: {name}\ndata: {failure}\n\n", text);
        await AssertNothingStoredAsync();
    }

    [Theory]
    [InlineData("""{"status":"incomplete","incomplete_details":{"reason":"max_output_tokens"},"output":[]}""")]
    [InlineData("""{"status":"completed","output":[{"type":"web_search_call","arguments":{"a":1}}]}""")]
    [InlineData("""{"status":"completed","output":[{"type":"message","content":[{"type":"refusal","refusal":"No."}]}]}""")]
    [InlineData("""{"status":"completed","output":[{"type":"reasoning"},{"type":"function_call","call_id":"c","name":"f","arguments":"{}"}]}""")]
    [InlineData("""{"status":"queued"}""")]
    public async Task Post_AnswerThatNoEntryCanHold_IsPassedOnAndNotStored(string answer)
    {
        _stub.Say(answer);

        Assert.Equal(answer, await TextAsync(await PostAsync(Question)));

        _stub.Say(Whole);
        Assert.Equal("MISS", Status(await PostAsync(Question)));
    }

    [Fact]
    public async Task Post_ProviderRefuses_PassesStatusBodyAndRetryAfter()
    {
        const string Refusal = """{"error":{"message":"Slow down.","type":"requests","param":null,"code":"rate_limit_exceeded"}}""";
        _stub.Say(Refusal, status: 429, retryAfter: "17");

        var response = await PostAsync(Question);

        Assert.Equal((HttpStatusCode.TooManyRequests, Refusal), (response.StatusCode, await TextAsync(response)));
        Assert.Equal("17", response.Headers.RetryAfter?.ToString());
    }

    [Theory]
    [InlineData("""{"model":"m"}""", "input")]
    [InlineData("""{"model":"m","input":[]}""", "input")]
    [InlineData("""{"model":"m","input":[{"content":"hi"}]}""", "input[0].role")]
    [InlineData("[]", "body")]
    public async Task Post_BadBody_NamesTheFieldAndAsksNobody(string body, string field)
    {
        var response = await PostAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        using var error = JsonDocument.Parse(await TextAsync(response));
        Assert.Equal(field, error.RootElement.GetProperty("error").GetProperty("param").GetString());
        Assert.Empty(_stub.Bodies);
    }

    [Fact]
    public async Task Post_OnlyIfCachedAndProgress_AreHeard()
    {
        _stub.Stream(Created, Added, Delta, Done, Completed);
        Assert.Equal(HttpStatusCode.GatewayTimeout, (await PostAsync(Streamed, ("Cache-Control", "only-if-cached"))).StatusCode);

        var text = await TextAsync(await PostAsync(Streamed, ("X-SemanticCache-Progress", "on")));

        Assert.StartsWith($": semantic-cache MISS no_candidate\n\n: semantic-cache asked provider m\n\ndata: {Created}\n\n", text, StringComparison.Ordinal);
    }

    private static string Status(HttpResponseMessage response) => response.Headers.GetValues("X-Cache-Status").Single();

    private static Task<string> TextAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(Cancellation).Soon();

    private Task<HttpResponseMessage> PostAsync(string body, params (string Name, string Value)[] headers) => PostToAsync("v1/responses", body, headers);

    private Task<HttpResponseMessage> PostToAsync(string path, string body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
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
