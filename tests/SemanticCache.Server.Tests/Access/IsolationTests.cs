using System.Net;
using Grpc.Core;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Access;

/// <summary>Attacks on the walls between tenants and between namespaces.</summary>
public sealed class IsolationTests : IClassFixture<KeyedService>
{
    private const string Asked = "What did the other tenant ask?";
    private const string Secret = "Something that only its tenant may read.";

    private readonly KeyedService _keyed;

    public IsolationTests(KeyedService keyed)
    {
        _keyed = keyed;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lookup_OfAnotherTenantsAnswer_Misses()
    {
        var space = await _keyed.NewNamespaceAsync();
        await (await ClientAsync("red")).StoreAsync(space, Asked, Secret);
        var blue = await ClientAsync("blue");

        Assert.Equal(Outcome.Miss, (await blue.LookupAsync(space, Asked)).Metadata.Outcome);
        Assert.DoesNotContain(Secret, (await blue.CompleteAsync(space, Asked)).Answer.Text);
    }

    [Fact]
    public async Task Decisions_OfAnotherTenant_AreNeitherListedNorJudged()
    {
        var space = await _keyed.NewNamespaceAsync(new Policy { RecordQueries = true });
        await (await ClientAsync("red")).LookupAsync(space, Asked);
        await (await ClientAsync("red")).StoreAsync(space, Asked, Secret);
        await (await ClientAsync("red")).LookupAsync(space, Asked);
        var ofRed = (await _keyed.Admin.ListDecisionsAsync(space))[0];
        using var blue = _keyed.ClientOf((await _keyed.NewKeyAsync(KeyRole.Viewer, request => request.Tenant = "blue")).Secret);

        Assert.Equal(Asked, ofRed.Question);
        Assert.Empty(await new ServiceCalls(blue).ListDecisionsAsync(space));
        Assert.Empty((await blue.Reports.ListTopMissesAsync(new ListTopMissesRequest { Namespace = space }, cancellationToken: Cancellation)).Clusters);
        await blue.Reports.JudgeDecisionAsync(new JudgeDecisionRequest { Namespace = space, DecisionId = ofRed.DecisionId, Verdict = Verdict.Bad }, cancellationToken: Cancellation)
            .Soon().FailsAsync(StatusCode.NotFound);
    }

    [Fact]
    public async Task Lookup_WithTheOtherTenantAsAnAttribute_Misses()
    {
        var space = await _keyed.NewNamespaceAsync(new Policy { VaryBy = { "tenant" } });
        await (await ClientAsync("red")).StoreAsync(space, Asked, Secret);
        var forged = new Question { Namespace = space, Text = Asked, Attributes = { ["tenant"] = "red" } };

        var found = await (await ClientAsync("blue")).LookupAsync(new LookupRequest { Question = forged });

        Assert.Equal(Outcome.Miss, found.Metadata.Outcome);
    }

    [Fact]
    public async Task Http_WithHeadersThatClaimToBeSomebody_IsStillTheKeysTenant()
    {
        var space = await _keyed.NewNamespaceAsync();
        await (await ClientAsync("red")).CompleteAsync(space, Asked);
        var key = (await _keyed.NewKeyAsync(KeyRole.Client, request => request.Tenant = "blue")).Secret;
        foreach (var header in new[] { "X-SemanticCache-Tenant", "X-Tenant", "X-Forwarded-User" })
        {
            var request = KeyedService.Request(HttpMethod.Post, "/v1/chat/completions", key, $$"""{"messages":[{"role":"user","content":"{{Asked}}"}],"tenant":"red"}""");
            request.Headers.Add("X-SemanticCache-Namespace", space);
            request.Headers.Add("Cache-Control", "only-if-cached");
            request.Headers.Add(header, "red");

            using var response = await _keyed.Service.Http.SendAsync(request, Cancellation);

            Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        }
    }

    [Fact]
    public async Task GetEntry_OfAnotherTenant_IsNotThere()
    {
        var space = await _keyed.NewNamespaceAsync();
        var stored = await (await ClientAsync("red")).StoreAsync(space, Asked, Secret);
        var admin = await _keyed.NewCallsAsync(KeyRole.Admin, request => request.Tenant = "blue");

        await admin.GetEntryAsync(stored.EntryId).FailsAsync(StatusCode.NotFound);
        await admin.DeleteEntryAsync(stored.EntryId).FailsAsync(StatusCode.NotFound);
        await (await ClientAsync("blue")).SubmitFeedbackAsync(new SubmitFeedbackRequest { EntryId = stored.EntryId, Verdict = Verdict.Bad }).FailsAsync(StatusCode.NotFound);
        Assert.Empty((await admin.ListEntriesAsync(new ListEntriesRequest { Namespace = space })).Entries);
        Assert.Equal(0, (await admin.GetNamespaceAsync(space)).Namespace.EntryCount);
        Assert.Equal(Secret, (await _keyed.Admin.GetEntryAsync(stored.EntryId)).Entry.Answer.Text);
    }

    [Fact]
    public async Task ListEntries_WithAPageTokenOfAnotherTenant_IsRefused()
    {
        var space = await _keyed.NewNamespaceAsync();
        var red = await ClientAsync("red");
        await red.StoreAsync(space, Asked, Secret);
        await red.StoreAsync(space, Asked + " And then?", Secret);
        var reds = await _keyed.NewCallsAsync(KeyRole.Viewer, request => request.Tenant = "red");
        var token = (await reds.ListEntriesAsync(new ListEntriesRequest { Namespace = space, PageSize = 1 })).NextPageToken;

        var blues = await _keyed.NewCallsAsync(KeyRole.Viewer, request => request.Tenant = "blue");

        await blues.ListEntriesAsync(new ListEntriesRequest { Namespace = space, PageToken = token }).NamesFieldsAsync("page_token");
    }

    [Fact]
    public async Task ImportEntries_OfAnotherTenant_AreRejectedOneByOne()
    {
        var space = await _keyed.NewNamespaceAsync();
        await (await ClientAsync("red")).StoreAsync(space, Asked, Secret);
        var exported = await _keyed.AdminClient.Admin.ExportEntriesAsync(new ExportEntriesRequest { Namespace = space }, cancellationToken: Cancellation);
        var blue = await _keyed.NewClientAsync(KeyRole.Admin, request => request.Tenant = "blue");

        var imported = await blue.Admin.ImportEntriesAsync(new ImportEntriesRequest { Namespace = space, Entries = { exported.Entries } }, cancellationToken: Cancellation);

        Assert.Equal(0, imported.ImportedCount);
        Assert.Contains("tenant", Assert.Single(imported.Rejected).Reason, StringComparison.Ordinal);
        Assert.Empty((await blue.Admin.ExportEntriesAsync(new ExportEntriesRequest { Namespace = space }, cancellationToken: Cancellation)).Entries);
    }

    [Fact]
    public async Task Namespaces_ForAnAdminOfOneTenant_CannotBeChanged()
    {
        var space = await _keyed.NewNamespaceAsync();
        var admin = await _keyed.NewCallsAsync(KeyRole.Admin, request => request.Tenant = "blue");

        await admin.UpdateNamespaceAsync(space, new Policy { SimilarityThreshold = 0 }, "similarity_threshold").FailsAsync(StatusCode.PermissionDenied);
        await admin.DeleteNamespaceAsync(space).FailsAsync(StatusCode.PermissionDenied);
        await admin.CreateNamespaceAsync(space + "-more").FailsAsync(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task Keys_ForAnAdminThatIsBoundToAnything_CannotBeMade()
    {
        var tenants = await _keyed.NewClientAsync(KeyRole.Admin, request => request.Tenant = "blue");
        var spaces = await _keyed.NewClientAsync(KeyRole.Admin, request => request.Namespaces.Add("only"));
        foreach (var admin in new[] { tenants, spaces })
        {
            await admin.Admin.CreateKeyAsync(new CreateKeyRequest { Name = "more", Role = KeyRole.Admin }, cancellationToken: Cancellation).ResponseAsync.FailsAsync(StatusCode.PermissionDenied);
            await admin.Admin.ListKeysAsync(new ListKeysRequest(), cancellationToken: Cancellation).ResponseAsync.FailsAsync(StatusCode.PermissionDenied);
        }
    }

    [Fact]
    public async Task AnyCall_ForANamespaceThatTheKeyIsNotFor_IsDeniedWhetherItExistsOrNot()
    {
        var (own, other) = (await _keyed.NewNamespaceAsync(), await _keyed.NewNamespaceAsync());
        var client = await _keyed.NewClientAsync(KeyRole.Admin, request => request.Namespaces.Add(own));
        var calls = new ServiceCalls(client);
        await calls.LookupAsync(own, Asked);
        foreach (var denied in new[] { other, "does-not-exist" })
        {
            await calls.LookupAsync(denied, Asked).FailsAsync(StatusCode.PermissionDenied);
            await calls.CompleteAsync(denied, Asked).FailsAsync(StatusCode.PermissionDenied);
            await calls.StreamAllAsync(denied, Asked).FailsAsync(StatusCode.PermissionDenied);
            await calls.StoreAsync(denied, Asked, Secret).FailsAsync(StatusCode.PermissionDenied);
            await calls.GetNamespaceAsync(denied).FailsAsync(StatusCode.PermissionDenied);
            await calls.UpdateNamespaceAsync(denied, new Policy(), "mode").FailsAsync(StatusCode.PermissionDenied);
            await calls.DeleteNamespaceAsync(denied).FailsAsync(StatusCode.PermissionDenied);
            await calls.ListEntriesAsync(new ListEntriesRequest { Namespace = denied }).FailsAsync(StatusCode.PermissionDenied);
            await calls.GetSummaryAsync(denied).FailsAsync(StatusCode.PermissionDenied);
            await calls.BatchLookupAsync(new BatchLookupRequest { Lookups = { Of(own), Of(denied) } }).FailsAsync(StatusCode.PermissionDenied);
        }

        Assert.Equal([own], (await calls.ListNamespacesAsync(new ListNamespacesRequest())).Namespaces.Select(found => found.Name));
        Assert.Equal([own], (await calls.GetSummaryAsync()).Namespaces.Select(found => found.Namespace));
    }

    [Theory]
    [InlineData("/v1/chat/completions")]
    [InlineData("/v1/responses")]
    [InlineData("/v1/messages")]
    [InlineData("/v1/embeddings")]
    public async Task Http_ForANamespaceThatTheKeyIsNotFor_IsForbidden(string path)
    {
        var (own, other) = (await _keyed.NewNamespaceAsync(), await _keyed.NewNamespaceAsync());
        var key = (await _keyed.NewKeyAsync(KeyRole.Client, request => request.Namespaces.Add(own))).Secret;
        var request = KeyedService.Request(HttpMethod.Post, path, key, """{"model":"m","max_tokens":9,"input":"Hello?","messages":[{"role":"user","content":"Hello?"}]}""");
        request.Headers.Add("X-SemanticCache-Namespace", other);

        using var response = await _keyed.Service.Http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Models_OfANamespaceThatTheKeyIsNotFor_AreForbidden()
    {
        var (own, other) = (await _keyed.NewNamespaceAsync(), await _keyed.NewNamespaceAsync());
        var key = (await _keyed.NewKeyAsync(KeyRole.Client, request => request.Namespaces.Add(own))).Secret;
        foreach (var (space, expected) in new[] { (own, HttpStatusCode.OK), (other, HttpStatusCode.Forbidden) })
        {
            var request = KeyedService.Request(HttpMethod.Get, "/v1/models", key);
            request.Headers.Add("X-SemanticCache-Namespace", space);

            using var response = await _keyed.Service.Http.SendAsync(request, Cancellation);

            Assert.Equal(expected, response.StatusCode);
        }
    }

    [Fact]
    public async Task Entries_OfNamespacesThatTheKeyIsNotFor_AreNotThere()
    {
        var (own, other) = (await _keyed.NewNamespaceAsync(), await _keyed.NewNamespaceAsync());
        var stored = await _keyed.Admin.StoreAsync(other, Asked, Secret);
        var admin = await _keyed.NewCallsAsync(KeyRole.Admin, request => request.Namespaces.Add(own));

        await admin.GetEntryAsync(stored.EntryId).FailsAsync(StatusCode.NotFound);
        await admin.DeleteEntryAsync(stored.EntryId).FailsAsync(StatusCode.NotFound);
        await admin.SubmitFeedbackAsync(new SubmitFeedbackRequest { EntryId = stored.EntryId, Verdict = Verdict.Bad }).FailsAsync(StatusCode.NotFound);
    }

    private static LookupRequest Of(string space) => new() { Question = new Question { Namespace = space, Text = Asked } };

    private Task<ServiceCalls> ClientAsync(string tenant) => _keyed.NewCallsAsync(KeyRole.Client, request => (request.Tenant, request.MayStore) = (tenant, true));
}
