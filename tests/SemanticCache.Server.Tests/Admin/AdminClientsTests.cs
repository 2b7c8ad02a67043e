using Grpc.Core;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Admin.Calls;
using SemanticCache.Server.Tests.Access;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Admin;

/// <summary>Calls of the page are refused where a call over the wire with the same key would be, with the same words.</summary>
public sealed class AdminClientsTests : IClassFixture<KeyedService>
{
    private readonly KeyedService _keyed;

    public AdminClientsTests(KeyedService keyed)
    {
        _keyed = keyed;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_OfAViewerForAdmins_IsRefusedAsOverTheWire()
    {
        var created = await _keyed.NewKeyAsync(KeyRole.Viewer);
        using var page = new AdminComponents(_keyed.Service, created.Secret);

        var inside = await ListKeysAsync(page.Clients.Admin).FailsAsync(StatusCode.PermissionDenied);
        var outside = await ListKeysAsync(_keyed.ClientOf(created.Secret).Admin).FailsAsync(StatusCode.PermissionDenied);

        Assert.Equal((outside.Status.Detail, outside.Info()), (inside.Status.Detail, inside.Info()));
    }

    [Fact]
    public async Task Call_NamingAWrongNamespace_IsRefusedAsOverTheWire()
    {
        var (mine, other) = (await _keyed.NewNamespaceAsync(), await _keyed.NewNamespaceAsync());
        var created = await _keyed.NewKeyAsync(KeyRole.Admin, request => request.Namespaces.Add(mine));
        using var page = new AdminComponents(_keyed.Service, created.Secret);

        var error = await page.Clients.Admin.DeleteNamespaceAsync(new DeleteNamespaceRequest { Name = other }, cancellationToken: Cancellation).ResponseAsync.FailsAsync(StatusCode.PermissionDenied);

        Assert.Equal("WRONG_NAMESPACE", error.Info().Reason);
    }

    [Fact]
    public async Task Call_WithWrongFields_NamesThem()
    {
        using var page = new AdminComponents(_keyed.Service, KeyedService.AdminKey);

        var error = await page.Clients.Admin.CreateKeyAsync(new CreateKeyRequest(), cancellationToken: Cancellation).ResponseAsync.FailsAsync(StatusCode.InvalidArgument);

        Assert.Equal(["name", "role"], CallFailure.Of(error).Mistakes.Select(mistake => mistake.Key));
    }

    [Fact]
    public async Task Call_AfterRevocation_IsUnauthenticated()
    {
        var created = await _keyed.NewKeyAsync(KeyRole.Admin);
        using var page = new AdminComponents(_keyed.Service, created.Secret);
        await ListKeysAsync(page.Clients.Admin);

        await _keyed.AdminClient.Admin.RevokeKeyAsync(new RevokeKeyRequest { Id = created.Key.Id }, cancellationToken: Cancellation);

        await ListKeysAsync(page.Clients.Admin).FailsAsync(StatusCode.Unauthenticated);
    }

    [Fact]
    public async Task Call_AfterSigningOutElsewhere_IsUnauthenticated()
    {
        using var page = new AdminComponents(_keyed.Service, KeyedService.AdminKey);
        await ListKeysAsync(page.Clients.Admin);

        page.SignOut(_keyed.Service);

        await ListKeysAsync(page.Clients.Admin).FailsAsync(StatusCode.Unauthenticated);
    }

    [Fact]
    public async Task Call_WithoutASession_IsUnauthenticatedWhereKeysAreNeeded()
    {
        using var page = new AdminComponents(_keyed.Service, key: null);

        await ListKeysAsync(page.Clients.Admin).FailsAsync(StatusCode.Unauthenticated);
    }

    [Fact]
    public async Task Call_OfALimitedKey_CountsAgainstItsLimit()
    {
        var created = await _keyed.NewKeyAsync(KeyRole.Admin, request => request.RequestsPerMinute = 1);
        using var page = new AdminComponents(_keyed.Service, created.Secret);
        await ListKeysAsync(page.Clients.Admin);

        await ListKeysAsync(page.Clients.Admin).FailsAsync(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task Call_ThatChangesSomething_IsNotedWithTheKeysName()
    {
        var created = await _keyed.NewKeyAsync(KeyRole.Admin, request => request.Name = "who did it");
        using var page = new AdminComponents(_keyed.Service, created.Secret);
        var space = await _keyed.NewNamespaceAsync();

        await page.Clients.Admin.DeleteNamespaceAsync(new DeleteNamespaceRequest { Name = space }, cancellationToken: Cancellation);

        var noted = await _keyed.Admin.ListAuditEventsAsync(new ListAuditEventsRequest { Namespace = space });
        Assert.Equal(("who did it", "delete_namespace"), (noted.Events[0].Caller, noted.Events[0].Action));
    }

    private static Task<ListKeysResponse> ListKeysAsync(AdminService.AdminServiceClient client) =>
        client.ListKeysAsync(new ListKeysRequest(), cancellationToken: Cancellation).ResponseAsync;
}
