using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Rest;

/// <summary>Tests that call the shared service over REST.</summary>
public abstract class RestTests : ServiceTests
{
    private const string Json = "application/json";

    protected RestTests(SharedService shared)
        : base(shared)
    {
    }

    /// <summary>Sends a request to a path below <c>/cache/v1/</c> and returns a reply in JSON.</summary>
    protected async Task<RestReply> SendAsync(HttpMethod method, string path, string? body = null, string contentType = Json)
    {
        using var request = Request(method, path, body, contentType);
        using var response = await Service.Http.SendAsync(request, TestContext.Current.CancellationToken).Soon();
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken).Soon();
        using var document = JsonDocument.Parse(text);
        return new RestReply(response.StatusCode, response.Content.Headers.ContentType?.MediaType, document.RootElement.Clone());
    }

    /// <summary>Sends a request that must succeed and returns the body.</summary>
    protected async Task<JsonElement> CallAsync(HttpMethod method, string path, string? body = null)
    {
        var reply = await SendAsync(method, path, body);
        Assert.True(reply.Status == HttpStatusCode.OK, $"{reply.Status}: {reply.Body}");
        return reply.Body;
    }

    /// <summary>Begins a stream; the response is returned before its body is there.</summary>
    protected async Task<HttpResponseMessage> StreamAsync(string body)
    {
        using var request = Request(HttpMethod.Post, $"namespaces/{Space}:streamComplete", body, Json);
        return await Service.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken).Soon();
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string? body, string contentType) => new(method, $"cache/v1/{path}")
    {
        Content = body is null ? null : new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(contentType)),
    };
}
