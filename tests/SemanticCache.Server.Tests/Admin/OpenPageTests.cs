using System.Net;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Admin;

/// <summary>The admin page of a service that needs no key, until there is one.</summary>
public sealed class OpenPageTests : IDisposable
{
    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Page_WithoutKeys_OpensUntilTheFirstIsCreated()
    {
        await using var service = await TestService.StartAsync(_directory.Path);
        using var browser = new AdminBrowser(service);
        Assert.Contains("no key needed", await browser.PageAsync("/keys"), StringComparison.Ordinal);
        using var form = await browser.GetAsync("/signin");
        Assert.Equal("/", form.Headers.Location?.OriginalString);

        await service.Client.Admin.CreateKeyAsync(new CreateKeyRequest { Name = "first", Role = KeyRole.Admin }, cancellationToken: TestContext.Current.CancellationToken);

        using var closed = await browser.GetAsync("/");
        Assert.Equal((HttpStatusCode.Found, "/signin"), (closed.StatusCode, closed.Headers.Location?.OriginalString));
        Assert.Empty(service.ErrorLogs());
    }
}
