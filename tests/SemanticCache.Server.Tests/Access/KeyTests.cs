using System.Net;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Access;

/// <summary>The life of keys, over the wire.</summary>
public sealed class KeyTests : IClassFixture<KeyedService>
{
    private readonly KeyedService _keyed;

    public KeyTests(KeyedService keyed)
    {
        _keyed = keyed;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateKey_Client_MayCallAtOnce()
    {
        var space = await _keyed.NewNamespaceAsync();
        var calls = await _keyed.NewCallsAsync(KeyRole.Client);

        Assert.Equal(Outcome.Miss, (await calls.LookupAsync(space, "Who goes there?")).Metadata.Outcome);
    }

    [Fact]
    public async Task CreateKey_EverythingWrong_NamesEveryField()
    {
        var request = new CreateKeyRequest
        {
            Name = " ", Tenant = "A B", Namespaces = { "ok", "NO" }, RequestsPerMinute = -1, MissesPerMinute = 1_000_001, Ttl = Duration.FromTimeSpan(TimeSpan.Zero),
        };

        await _keyed.AdminClient.Admin.CreateKeyAsync(request, cancellationToken: Cancellation).ResponseAsync
            .NamesFieldsAsync("name", "role", "tenant", "namespaces[1]", "requests_per_minute", "misses_per_minute", "ttl");
    }

    [Fact]
    public async Task ListKeys_AfterUse_ShowsWhatTheyAllowAndWhenTheyWereUsedButNoSecret()
    {
        var created = await _keyed.NewKeyAsync(KeyRole.Client, request => (request.Tenant, request.MayStore) = ("acme", true));
        var space = await _keyed.NewNamespaceAsync();
        await new ServiceCalls(_keyed.ClientOf(created.Secret)).LookupAsync(space, "Used now?");

        var listed = (await _keyed.AdminClient.Admin.ListKeysAsync(new ListKeysRequest { PageSize = 1000 }, cancellationToken: Cancellation)).Keys;

        var key = Assert.Single(listed, key => key.Id == created.Key.Id);
        Assert.Equal((KeyRole.Client, "acme", true), (key.Role, key.Tenant, key.MayStore));
        Assert.Equal(_keyed.Clock.GetUtcNow(), key.LastUseTime.ToDateTimeOffset());
        Assert.DoesNotContain(created.Secret[^20..], listed.ToString());
    }

    [Fact]
    public async Task ListKeys_InPages_ReturnsEachOnce()
    {
        await _keyed.NewKeyAsync(KeyRole.Client);
        await _keyed.NewKeyAsync(KeyRole.Viewer);
        await _keyed.NewKeyAsync(KeyRole.Admin);
        var listed = new List<string>();
        var request = new ListKeysRequest { PageSize = 2 };
        do
        {
            var page = await _keyed.AdminClient.Admin.ListKeysAsync(request, cancellationToken: Cancellation);
            listed.AddRange(page.Keys.Select(key => key.Id));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        var all = await _keyed.AdminClient.Admin.ListKeysAsync(new ListKeysRequest { PageSize = 1000 }, cancellationToken: Cancellation);
        Assert.Equal(all.Keys.Select(key => key.Id), listed);
    }

    [Fact]
    public async Task RevokeKey_InUse_IsRefusedFromTheNextCallOn()
    {
        var space = await _keyed.NewNamespaceAsync();
        var created = await _keyed.NewKeyAsync(KeyRole.Client);
        var calls = new ServiceCalls(_keyed.ClientOf(created.Secret));
        await calls.LookupAsync(space, "Still here?");

        await _keyed.AdminClient.Admin.RevokeKeyAsync(new RevokeKeyRequest { Id = created.Key.Id }, cancellationToken: Cancellation);

        var error = await calls.LookupAsync(space, "Still here?").FailsAsync(StatusCode.Unauthenticated);
        Assert.Equal("WRONG_KEY", error.Info().Reason);
    }

    [Fact]
    public async Task RotateKey_WithOverlap_AcceptsBothAndThenTheSuccessorAlone()
    {
        var space = await _keyed.NewNamespaceAsync();
        var created = await _keyed.NewKeyAsync(KeyRole.Client);
        var renewed = await _keyed.AdminClient.Admin.RotateKeyAsync(
            new RotateKeyRequest { Id = created.Key.Id, Overlap = Duration.FromTimeSpan(TimeSpan.FromHours(1)) }, cancellationToken: Cancellation);
        var (old, successor) = (new ServiceCalls(_keyed.ClientOf(created.Secret)), new ServiceCalls(_keyed.ClientOf(renewed.Secret)));

        await old.LookupAsync(space, "Both?");
        await successor.LookupAsync(space, "Both?");
        _keyed.Clock.Advance(TimeSpan.FromHours(1));

        await old.LookupAsync(space, "Both?").FailsAsync(StatusCode.Unauthenticated);
        await successor.LookupAsync(space, "Both?");
    }

    [Fact]
    public async Task RotateKey_UnknownOrTooLongAnOverlap_IsRefused()
    {
        var created = await _keyed.NewKeyAsync(KeyRole.Client);

        await _keyed.AdminClient.Admin.RotateKeyAsync(new RotateKeyRequest { Id = "nope" }, cancellationToken: Cancellation).ResponseAsync.FailsAsync(StatusCode.NotFound);
        await _keyed.AdminClient.Admin.RevokeKeyAsync(new RevokeKeyRequest { Id = "nope" }, cancellationToken: Cancellation).ResponseAsync.FailsAsync(StatusCode.NotFound);
        await _keyed.AdminClient.Admin.RotateKeyAsync(
            new RotateKeyRequest { Id = created.Key.Id, Overlap = Duration.FromTimeSpan(TimeSpan.FromDays(91)) }, cancellationToken: Cancellation)
            .ResponseAsync.NamesFieldsAsync("overlap");
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(1, -1)]
    [InlineData(1, 1_000_000_000)]
    [InlineData(long.MaxValue, 0)]
    public async Task RotateKey_OverlapThatIsNoTime_NamesTheField(long seconds, int nanos)
    {
        var created = await _keyed.NewKeyAsync(KeyRole.Client);
        var request = new RotateKeyRequest { Id = created.Key.Id, Overlap = new Duration { Seconds = seconds, Nanos = nanos } };

        await _keyed.AdminClient.Admin.RotateKeyAsync(request, cancellationToken: Cancellation).ResponseAsync.NamesFieldsAsync("overlap");
    }

    [Fact]
    public async Task Rest_KeyOfEachKindOfHeader_IsAccepted()
    {
        var created = await _keyed.NewKeyAsync(KeyRole.Viewer);
        foreach (var (header, value) in new[] { ("Authorization", "Bearer " + created.Secret), ("x-api-key", created.Secret), ("X-SemanticCache-Key", created.Secret) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/cache/v1/namespaces");
            request.Headers.TryAddWithoutValidation(header, value);

            using var response = await _keyed.Service.Http.SendAsync(request, Cancellation);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }
}
