using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Access;

/// <summary>What callers without the right key are told, in the shape of each front.</summary>
public sealed class RefusalTests : IClassFixture<KeyedService>
{
    private const string Chat = """{"model":"m","messages":[{"role":"user","content":"Hello?"}]}""";
    private const string Message = """{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Hello?"}]}""";

    private readonly KeyedService _keyed;

    public RefusalTests(KeyedService keyed)
    {
        _keyed = keyed;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Grpc_WithoutKey_IsUnauthenticatedAndSaysHowToSendOne()
    {
        var calls = new ServiceCalls(_keyed.ClientOf(null));

        var error = await calls.LookupAsync("any", "Hello?").FailsAsync(StatusCode.Unauthenticated);

        Assert.Equal("NO_KEY", error.Info().Reason);
        Assert.Contains("Authorization: Bearer", error.Status.Detail, StringComparison.Ordinal);
        await calls.CompleteAsync("any", "Hello?").FailsAsync(StatusCode.Unauthenticated);
        await calls.StreamAllAsync("any", "Hello?").FailsAsync(StatusCode.Unauthenticated);
    }

    [Fact]
    public async Task Grpc_WrongKey_IsUnauthenticated()
    {
        var error = await new ServiceCalls(_keyed.ClientOf("sc_0123456789abcdef_" + new string('A', 43))).LookupAsync("any", "Hello?").FailsAsync(StatusCode.Unauthenticated);

        Assert.Equal("WRONG_KEY", error.Info().Reason);
    }

    [Fact]
    public async Task Grpc_ClientWhereAnAdminIsNeeded_IsDenied()
    {
        var calls = await _keyed.NewCallsAsync(KeyRole.Client);

        var error = await calls.CreateNamespaceAsync("mine").FailsAsync(StatusCode.PermissionDenied);

        Assert.Equal("WRONG_ROLE", error.Info().Reason);
        Assert.Contains("client", error.Status.Detail, StringComparison.Ordinal);
        await calls.GetSummaryAsync().FailsAsync(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task Grpc_ViewerWhoWouldSpendOrChange_IsDenied()
    {
        var space = await _keyed.NewNamespaceAsync();
        var calls = await _keyed.NewCallsAsync(KeyRole.Viewer);

        await calls.GetNamespaceAsync(space);
        await calls.GetSummaryAsync(space);
        await calls.LookupAsync(space, "Looked at?", explain: true);
        await calls.CompleteAsync(space, "Paid for?").FailsAsync(StatusCode.PermissionDenied);
        await calls.StoreAsync(space, "Stored?", "No.").FailsAsync(StatusCode.PermissionDenied);
        await calls.DeleteNamespaceAsync(space).FailsAsync(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task Store_ClientWhoseKeyDoesNotAllowIt_IsDenied()
    {
        var space = await _keyed.NewNamespaceAsync();
        var (plain, storing) = (await _keyed.NewCallsAsync(KeyRole.Client), await _keyed.NewCallsAsync(KeyRole.Client, request => request.MayStore = true));

        var error = await plain.StoreAsync(space, "Poisoned?", "Yes.").FailsAsync(StatusCode.PermissionDenied);

        Assert.Equal("STORE_NOT_ALLOWED", error.Info().Reason);
        await storing.StoreAsync(space, "Fine?", "Yes.");
        Assert.Equal(Outcome.Miss, (await plain.LookupAsync(space, "Poisoned?")).Metadata.Outcome);
    }

    [Fact]
    public async Task Rest_WithoutKey_IsAStatusWithAChallenge()
    {
        using var response = await _keyed.Service.Http.GetAsync("/cache/v1/namespaces", Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
        Assert.Equal((int)StatusCode.Unauthenticated, (await BodyOf(response)).GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Rest_WrongRole_IsForbiddenBeforeTheBodyIsRead()
    {
        var key = (await _keyed.NewKeyAsync(KeyRole.Client)).Secret;

        using var response = await _keyed.Service.Http.SendAsync(KeyedService.Request(HttpMethod.Post, "/cache/v1/namespaces", key, "not even JSON"), Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal((int)StatusCode.PermissionDenied, (await BodyOf(response)).GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task OpenAI_WithoutKey_IsAnErrorInItsShape()
    {
        using var response = await _keyed.Service.Http.SendAsync(KeyedService.Request(HttpMethod.Post, "/v1/chat/completions", null, Chat), Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("no_key", (await BodyOf(response)).GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Anthropic_WithoutKey_IsAnErrorInItsShape()
    {
        using var response = await _keyed.Service.Http.SendAsync(KeyedService.Request(HttpMethod.Post, "/v1/messages", null, Message), Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("authentication_error", (await BodyOf(response)).GetProperty("error").GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/v1/models")]
    [InlineData("/v1/embeddings")]
    [InlineData("/v1/files/1")]
    public async Task Http_AnyOtherPathWithoutKey_IsUnauthorized(string path)
    {
        using var response = await _keyed.Service.Http.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Health_WithoutKey_IsOpen()
    {
        using var live = await _keyed.Service.Http.GetAsync("/healthz/live", Cancellation);
        using var channel = GrpcChannel.ForAddress(_keyed.Service.Addresses.Grpc);
        var health = await new global::Grpc.Health.V1.Health.HealthClient(channel.Intercept(metadata => metadata)).CheckAsync(new(), cancellationToken: Cancellation);

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal(global::Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus.Serving, health.Status);
    }

    [Fact]
    public async Task Similarity_OfAHit_IsHiddenFromClientsAlone()
    {
        const string Stored = "How do I cancel an order I placed today?";

        // This decision makes no alias, so that the second caller too is served for the meaning.
        var space = await _keyed.NewNamespaceAsync(new Policy { Decision = Decision.Threshold });
        await _keyed.Admin.StoreAsync(space, Stored, "You can cancel an order yourself: open My orders, choose the order and press Cancel.");
        var (client, viewer) = (await _keyed.NewKeyAsync(KeyRole.Client), await _keyed.NewCallsAsync(KeyRole.Viewer));

        var shown = (await viewer.LookupAsync(space, "How do I cancel an order I made today?")).Metadata;
        var calls = new ServiceCalls(_keyed.ClientOf(client.Secret));
        var hidden = (await calls.LookupAsync(space, "How do I cancel an order I made today?")).Metadata;

        Assert.Equal((Outcome.SemanticHit, Outcome.SemanticHit), (shown.Outcome, hidden.Outcome));
        Assert.True(shown.HasSimilarity);
        Assert.False(hidden.HasSimilarity || hidden.HasConfidence);
        Assert.Equal((Stored, ""), (shown.Question, hidden.Question));
        await calls.LookupAsync(space, Stored, explain: true).FailsAsync(StatusCode.PermissionDenied);

        var request = KeyedService.Request(HttpMethod.Post, "/v1/chat/completions", client.Secret, Chat.Replace("Hello?", Stored, StringComparison.Ordinal));
        request.Headers.Add("X-SemanticCache-Namespace", space);
        using var response = await _keyed.Service.Http.SendAsync(request, Cancellation);
        Assert.True(response.Headers.Contains("X-Cache-Status"));
        Assert.False(response.Headers.Contains("X-Cache-Similarity"));
    }

    private static async Task<JsonElement> BodyOf(HttpResponseMessage response) => await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
}
