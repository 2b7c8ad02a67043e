using System.Net;
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

    [Theory]
    [InlineData("evil.example:8080", false)]
    [InlineData("127.0.0.1.evil.example", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("localhost:8080", true)]
    [InlineData("LocalHost", true)]
    [InlineData("bots.localhost", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("[::1]:8080", true)]
    public async Task Request_ToAnotherHostsName_IsRefusedWhileNoKeyIsNeeded(string host, bool isServed)
    {
        await using var service = await TestService.StartAsync(_directory.Path);
        foreach (var path in new[] { "/", "/cache/v1/namespaces", "/v1/models" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Host = host;

            using var response = await service.Http.SendAsync(request, Cancellation).Soon();

            Assert.True(isServed == (response.StatusCode is not HttpStatusCode.Forbidden), $"{path} of {host} was answered with {response.StatusCode}.");
        }
    }

    [Fact]
    public async Task Request_ToAnotherHostsNameWithAKey_IsServed()
    {
        await using var service = await TestService.StartAsync(_directory.Path, null, $"--Access:AdminKey={KeyedService.AdminKey}");
        using var request = KeyedService.Request(HttpMethod.Get, "/cache/v1/namespaces", KeyedService.AdminKey);
        request.Headers.Host = "cache.example";

        using var response = await service.Http.SendAsync(request, Cancellation).Soon();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task RequiredFalse_WithKeys_StaysOpen()
    {
        await using var service = await TestService.StartAsync(_directory.Path, null, "--Access:Required=false");
        await service.Client.Admin.CreateKeyAsync(new CreateKeyRequest { Name = "first", Role = KeyRole.Client }, cancellationToken: Cancellation);

        await new ServiceCalls(service.Client).LookupAsync("bot", "Open?");
    }
}
