using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Time.Testing;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream;
using SemanticCache.Core.Upstream.OpenAI;
using SemanticCache.Core.Upstream.Resilience;

namespace SemanticCache.Core.Tests.Upstream.OpenAI;

public sealed class AzureOpenAIUpstreamClientTests
{
    private const string Whole = """{"model":"m-1","choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}]}""";
    private const string WholeResponse = """{"status":"completed","model":"m-1","output":[]}""";

    private static readonly UpstreamRequest Request = new() { Messages = [new ChatMessage(ChatRole.User, "hi?")], Model = "", Stream = false };

    [Theory]
    [InlineData("", "/openai/deployments/d%20default/chat/completions?api-version=2024-10-21")]
    [InlineData("gpt/4", "/openai/deployments/gpt%2F4/chat/completions?api-version=2024-10-21")]
    public async Task AskAsync_ModelOrNone_AddressesItsDeploymentWithTheVersion(string model, string address)
    {
        var (sent, headers) = await AskAsync(Request with { Model = model }, key: "k-1");

        Assert.Equal(address, sent);
        Assert.Equal("k-1", headers["api-key"]);
        Assert.False(headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task AskAsync_AliasedModel_AddressesItsOtherName()
    {
        var (sent, _) = await AskAsync(Request with { Model = "small" }, wrap: client => new AliasingUpstreamClient(client, new Dictionary<string, string> { ["small"] = "mini-eu" }));

        Assert.StartsWith("/openai/deployments/mini-eu/", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AskAsync_NoKeyOfItsOwn_SendsTheCallers()
    {
        var raw = new RawRequest(ApiDialect.OpenAIChat, "{}"u8.ToArray(), [KeyValuePair.Create("api-key", "theirs")]);

        var (_, headers) = await AskAsync(Request with { Raw = raw });

        Assert.Equal("theirs", headers["api-key"]);
    }

    [Fact]
    public async Task AskAsync_Responses_AreNotAddressedByDeployment()
    {
        var raw = new RawRequest(ApiDialect.OpenAIResponses, Encoding.UTF8.GetBytes("""{"model":"m"}"""), []);

        Assert.Equal("/openai/responses?api-version=2024-10-21", (await AskAsync(Request with { Model = "m", Raw = raw }, body: WholeResponse)).Address);
    }

    [Fact]
    public async Task AskAsync_NoModelAtAll_IsRejectedUnsent()
    {
        var failure = await Assert.ThrowsAsync<UpstreamException>(() => AskAsync(Request, deployment: ""));

        Assert.Equal((UpstreamFailure.Rejected, 400), (failure.Failure, failure.StatusCode));
    }

    private static async Task<(string Address, IHeaderDictionary Headers)> AskAsync(
        UpstreamRequest request, string key = "", string deployment = "d default", string body = Whole, Func<IUpstreamClient, IUpstreamClient>? wrap = null)
    {
        var asked = ("", (IHeaderDictionary)new HeaderDictionary());
        await using var server = await ScriptedServer.StartAsync(context =>
        {
            var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
            asked = (target, new HeaderDictionary(context.Request.Headers.ToDictionary()));
            return context.Response.WriteAsync(body);
        });
        using var http = new HttpClient { BaseAddress = server.Address };
        var options = new UpstreamEndpointOptions { Kind = UpstreamKind.AzureOpenAI, ApiKey = key, ApiVersion = "2024-10-21", Model = deployment };
        var client = new AzureOpenAIUpstreamClient(() => http, options, new FakeTimeProvider());
        await foreach (var part in (wrap?.Invoke(client) ?? client).AskAsync(request, TestContext.Current.CancellationToken))
        {
            Assert.NotNull(part);
        }

        return asked;
    }
}
