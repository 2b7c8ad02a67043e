using System.Net;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Rest;

public sealed class RestErrorTests : RestTests
{
    public RestErrorTests(SharedService shared)
        : base(shared)
    {
    }

    [Theory]
    [InlineData("""{"question":{"text":""},"cacheControl":{"similarityThreshold":2,"ttl":"0s"}}""", "question.text", "cache_control.similarity_threshold", "cache_control.ttl")]
    [InlineData("""{"question":{"text":"x"},"cacheControl":{"noStor":true},"colour":1}""", "cache_control.noStor", "colour")]
    [InlineData("""{"question":{"text":5,"sampling":{"seed":1.5,"temperature":"warm"}},"explain":"yes"}""", "question.text", "question.sampling.seed", "question.sampling.temperature", "explain")]
    [InlineData("""{"question":{"messages":[{"text":"x"},{"role":"ROLE_KING","text":"x"}]}}""", "question.messages[1].role")]
    [InlineData("""{"question":{"messages":{"text":"x"},"attributes":{"a":1}}}""", "question.messages", "question.attributes[\"a\"]")]
    [InlineData("""{"question":"x","cacheControl":{"maxAge":"1h"}}""", "question", "cache_control.max_age")]
    [InlineData("""{"question":{"text":"x","sampling":{"topP":"0.5","maxOutputTokens":"3"},"attributes":null,"messages":null}}""", "question.sampling.top_p", "question.sampling.max_output_tokens", "question.attributes", "question.messages")]
    [InlineData("[]", "body")]
    public async Task Lookup_WrongFields_AreNamed(string body, params string[] fields)
    {
        var reply = await SendAsync(HttpMethod.Post, $"namespaces/{Space}:lookup", body);

        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_FIELDS"), (reply.Status, reply.Reason));
        Assert.Equal(3, reply.Body.GetProperty("code").GetInt32());
        Assert.Equal("application/json", reply.ContentType);
        Assert.Equal(fields, reply.Fields);
    }

    [Theory]
    [InlineData("""{"question":{"text":"x","sampling":{"seed":"12345678901234567","temperature":1,"topP":0.5},"locale":null,"attributes":{"a":"b"}},"cacheControl":null}""")]
    [InlineData("""{"question":{"messages":[{"role":1,"text":"x"}]},"cacheControl":{"maxAge":"1.5s"},"explain":true}""")]
    public async Task Lookup_EverySpellingOfProtobufsJson_IsTaken(string body) =>
        await CallAsync(HttpMethod.Post, $"namespaces/{Space}:lookup", body);

    [Theory]
    [InlineData("pageSize=many", "page_size")]
    [InlineData("pageSize=-1", "page_size")]
    [InlineData("pageSize=1&pageSize=2", "pageSize")]
    [InlineData("colour=red", "colour")]
    public async Task ListNamespaces_WrongParameter_IsNamed(string query, string field)
    {
        var reply = await SendAsync(HttpMethod.Get, $"namespaces?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal([field], reply.Fields);
    }

    [Fact]
    public async Task UpdateNamespace_WrongBodyAndMask_AreNamedByTheirPaths()
    {
        await Calls.CreateNamespaceAsync(Space);

        var reply = await SendAsync(HttpMethod.Patch, $"namespaces/{Space}?updateMask=maxEntries", """{"maxEntries":"x","colour":1}""");
        var values = await SendAsync(HttpMethod.Patch, $"namespaces/{Space}?updateMask=maxEntries,colour", """{"maxEntries":-1}""");
        var parameter = await SendAsync(HttpMethod.Patch, $"namespaces/{Space}?updateMask=mode&policy.mode=MODE_OFF", "{}");

        Assert.Equal(["policy.max_entries", "policy.colour"], reply.Fields);
        Assert.Equal(["policy.mode"], parameter.Fields);
        Assert.Equal(["update_mask", "policy.max_entries"], values.Fields);
    }

    [Theory]
    [InlineData("{bad")]
    [InlineData("")]
    public async Task Lookup_NoJson_IsInvalid(string body)
    {
        var reply = await SendAsync(HttpMethod.Post, $"namespaces/{Space}:lookup", body);

        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_JSON"), (reply.Status, reply.Reason));
    }

    [Fact]
    public async Task Path_Unknown_IsNotFound()
    {
        var reply = await SendAsync(HttpMethod.Get, "nothing");

        Assert.Equal((HttpStatusCode.NotFound, "UNKNOWN_PATH"), (reply.Status, reply.Reason));
        Assert.Equal(5, reply.Body.GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Path_OtherMethod_IsNotAllowed()
    {
        var reply = await SendAsync(HttpMethod.Put, "namespaces", "{}");

        Assert.Equal((HttpStatusCode.MethodNotAllowed, "WRONG_METHOD"), (reply.Status, reply.Reason));
    }

    // A page of another site may send a form without asking, but no JSON.
    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Store_OtherContentType_IsRefused(string contentType)
    {
        var reply = await SendAsync(HttpMethod.Post, $"namespaces/{Space}:store", """{"question":{"text":"x"},"answer":{"text":"y"}}""", contentType);

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "WRONG_CONTENT_TYPE"), (reply.Status, reply.Reason));
    }

    [Fact]
    public async Task Lookup_LargerThanAMessageMayBe_IsTooLarge()
    {
        var reply = await SendAsync(HttpMethod.Post, $"namespaces/{Space}:lookup", $$$"""{"question":{"text":"{{{new string('x', 4 * 1024 * 1024)}}}"}}""");

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "TOO_LARGE"), (reply.Status, reply.Reason));
        Assert.Equal(8, reply.Body.GetProperty("code").GetInt32());
    }
}
