using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Upstream;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Http;

/// <summary>Routes and Azure's endpoints as their callers see them, over real HTTP on both sides.</summary>
public sealed class RouteTests : IAsyncLifetime
{
    private const string Whole = """{"model":"m-2026","choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],"usage":{"prompt_tokens":40,"completion_tokens":2,"prompt_tokens_details":{"cached_tokens":32}}}""";

    private readonly TestDirectory _directory = new();
    private OpenAIStub _stub = null!;
    private TestService _service = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _stub = await OpenAIStub.StartAsync();
        _stub.Say(Whole);
        _service = await TestService.StartAsync(
            _directory.Path,
            services => services.AddSingleton(provider => new UpstreamRegistry(
                provider.GetRequiredService<IOptions<UpstreamsOptions>>(), provider.GetRequiredService<UpstreamClientFactory>())),
            "--Upstreams:Default=main",
            "--Upstreams:Endpoints:east:Kind=OpenAI",
            $"--Upstreams:Endpoints:east:BaseAddress={_stub.Address}",
            "--Upstreams:Endpoints:azure:Kind=AzureOpenAI",
            $"--Upstreams:Endpoints:azure:BaseAddress={new Uri(_stub.Address, "/")}",
            "--Upstreams:Endpoints:azure:ApiVersion=2024-10-21",
            "--Upstreams:Endpoints:azure:ApiKey=k-azure",
            "--Upstreams:Endpoints:azure:Models:small=mini-eu",
            "--Upstreams:Endpoints:hanging:Kind=OpenAI",
            $"--Upstreams:Endpoints:hanging:BaseAddress={new Uri(_stub.Address, "/hanging/")}",
            "--Upstreams:Routes:race:Endpoints:0=hanging",
            "--Upstreams:Routes:race:Fallbacks:0=east",
            "--Upstreams:Routes:race:HedgeAfter=00:00:00.050",
            "--Upstreams:Routes:main:Endpoints:0=east",
            "--Upstreams:Routes:main:MaximumOutputTokens=300",
            "--Upstreams:Routes:main:Shaping:Instruction=Be brief.",
            "--Upstreams:Routes:main:Rules:0:Tag=simple",
            "--Upstreams:Routes:main:Rules:0:Model=small",
            "--Upstreams:Routes:main:Rules:0:Endpoint=azure");
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _stub.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Post_ThroughARoute_IsShapedInTheCallersOwnWordsAndSaysSo()
    {
        var response = await PostAsync("""{"model":"m","messages":[{"role":"system","content":"Help."},{"role":"user","content":"hi?"}],"future":1.50}""");

        Assert.Equal(
            """{"model":"m","messages":[{"role":"system","content":"Help.\n\nBe brief."},{"role":"user","content":"hi?"}],"future":1.50,"max_tokens":300}""",
            Assert.Single(_stub.Bodies));
        Assert.Equal("main;shaping=output_limit,instruction", response.Headers.GetValues("X-Cache-Route").Single());
        Assert.Equal(Whole, await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Post_TagOfARule_GoesToItsModelAtAzure()
    {
        var response = await PostAsync("""{"model":"m","messages":[{"role":"user","content":"hi?"}],"max_tokens":20}""", ("X-SemanticCache-Tags", "simple"), ("Authorization", "Bearer sk-caller"));

        Assert.Equal("main;rule=0;shaping=instruction", response.Headers.GetValues("X-Cache-Route").Single());
        Assert.Equal("/openai/deployments/mini-eu/chat/completions?api-version=2024-10-21", _stub.Path);
        Assert.Equal(("k-azure", ""), (_stub.Headers["api-key"].ToString(), _stub.Headers.Authorization.ToString()));
        Assert.Contains("\"model\":\"mini-eu\"", Assert.Single(_stub.Bodies), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_Hit_TookNoRoute()
    {
        const string Body = """{"model":"m","messages":[{"role":"user","content":"how do refunds work?"}]}""";
        await PostAsync(Body);
        var hit = await EventuallyHitAsync(Body);

        Assert.False(hit.Headers.Contains("X-Cache-Route"));
        Assert.Single(_stub.Bodies);
    }

    [Fact]
    public async Task Complete_ThroughARoute_HasTheChoiceAndTheProvidersCachedTokensInItsMetadata()
    {
        var request = new CompleteRequest { Question = new Question { Namespace = "default", Messages = { new Message { Role = Role.User, Text = "How do refunds work?" } } } };

        var miss = await _service.Client.Cache.CompleteAsync(request, cancellationToken: Cancellation);

        Assert.Equal(("main", false), (miss.Metadata.Route.Name, miss.Metadata.Route.HasRule));
        Assert.Equal(["output_limit", "instruction"], miss.Metadata.Route.Shaping);
        Assert.Equal((40, 32), (miss.Answer.Usage.InputTokens, miss.Answer.Usage.CachedInputTokens));

        var hit = default(CompleteResponse);
        await Eventually.HoldsAsync(async () => (hit = await _service.Client.Cache.CompleteAsync(request, cancellationToken: Cancellation)).Metadata.Outcome is Outcome.ExactHit);
        Assert.Null(hit!.Metadata.Route);
        Assert.Equal((40, 0), (hit.Answer.Usage.InputTokens, hit.Answer.Usage.CachedInputTokens));
    }

    [Fact]
    public async Task Post_FirstEndpointHangs_TheOtherAnswersAndTheFirstIsHungUpOn()
    {
        const string Chunk = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
        var hungUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _stub.Answer = async context =>
        {
            if (context.Request.Path.StartsWithSegments("/hanging"))
            {
                await using var registration = context.RequestAborted.Register(() => hungUp.TrySetResult());
                await hungUp.Task;
                return;
            }

            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(Chunk);
        };
        await _service.Client.Admin.CreateNamespaceAsync(new CreateNamespaceRequest { Name = "race", Policy = new Policy { Upstream = "race" } }, cancellationToken: Cancellation);

        var response = await PostAsync("""{"model":"m","messages":[{"role":"user","content":"hi?"}],"stream":true}""", ("X-SemanticCache-Namespace", "race"));

        Assert.Contains("Hello", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal("race", response.Headers.GetValues("X-Cache-Route").Single());
        await hungUp.Task.Soon();
    }

    [Fact]
    public async Task Get_OtherPath_PassesToTheRoutesFirstEndpointAndNotToAzure()
    {
        await _service.Client.Admin.CreateNamespaceAsync(new CreateNamespaceRequest { Name = "azure", Policy = new Policy { Upstream = "azure" } }, cancellationToken: Cancellation);
        _stub.Say("""{"odd":1}""");

        using var passed = await GetAsync("v1/files/7");
        using var refused = await GetAsync("v1/files/7", ("X-SemanticCache-Namespace", "azure"));
        using var models = await GetAsync("v1/models", ("X-SemanticCache-Namespace", "azure"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (passed.StatusCode, refused.StatusCode));
        Assert.Equal("/v1/files/7", _stub.Path);
        Assert.Contains("Azure", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Contains("\"id\":\"small\"", await models.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> EventuallyHitAsync(string body)
    {
        var response = default(HttpResponseMessage);
        await Eventually.HoldsAsync(async () =>
        {
            response = await PostAsync(body, ("Cache-Control", "only-if-cached"));
            return response.StatusCode is HttpStatusCode.OK;
        });
        return response!;
    }

    private Task<HttpResponseMessage> PostAsync(string body, params (string Name, string Value)[] headers) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, "v1/chat/completions") { Content = new StringContent(body, Encoding.UTF8, "application/json") }, headers);

    private Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path), headers);

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return _service.Http.SendAsync(request, Cancellation).Soon();
    }
}
