using Grpc.Core;
using SemanticCache.Client;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Access;

/// <summary>A service on loopback without keys is open, until there is one.</summary>
public sealed class OpenServiceTests : IDisposable
{
    private readonly TestDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task FirstKey_Created_ClosesTheServiceForGoodAlsoAfterARestart()
    {
        string secret;
        await using (var service = await TestService.StartAsync(_directory.Path))
        {
            var calls = new ServiceCalls(service.Client);
            await calls.LookupAsync("bot", "Open?");
            var created = await service.Client.Admin.CreateKeyAsync(new CreateKeyRequest { Name = "first", Role = KeyRole.Admin }, cancellationToken: Cancellation);
            secret = created.Secret;
            await calls.LookupAsync("bot", "Open?").FailsAsync(StatusCode.Unauthenticated);
        }

        await using var again = await TestService.StartAsync(_directory.Path);
        await new ServiceCalls(again.Client).LookupAsync("bot", "Open?").FailsAsync(StatusCode.Unauthenticated);
        using var keyed = new SemanticCacheClient(again.Addresses.Grpc, secret);
        Assert.Equal(Outcome.Miss, (await new ServiceCalls(keyed).LookupAsync("bot", "Open?")).Metadata.Outcome);
    }

    [Fact]
    public async Task RequiredFalse_WithKeys_StaysOpen()
    {
        await using var service = await TestService.StartAsync(_directory.Path, null, "--Access:Required=false");
        await service.Client.Admin.CreateKeyAsync(new CreateKeyRequest { Name = "first", Role = KeyRole.Client }, cancellationToken: Cancellation);

        await new ServiceCalls(service.Client).LookupAsync("bot", "Open?");
    }
}
