using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Admin.Assets;
using KeyedService = SemanticCache.Server.Tests.Access.KeyedService;

namespace SemanticCache.Server.Tests.Admin;

/// <summary>The pages as the browser gets them: their headers, that nothing runs or loads but the service's own files, and for whom they show what.</summary>
public sealed partial class PageTests : IClassFixture<KeyedService>, IDisposable
{
    private readonly KeyedService _keyed;
    private readonly AdminBrowser _browser;

    public PageTests(KeyedService keyed)
    {
        _keyed = keyed;
        _browser = new AdminBrowser(keyed.Service);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Pages => ["/", "/namespaces", "/namespaces/{space}", "/entries?namespace={space}", "/entries/{entry}", "/decisions?namespace={space}", "/top-misses?namespace={space}", "/explain", "/keys", "/audit", "/health"];

    public void Dispose() => _browser.Dispose();

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_SignedIn_HasOneHeadingAndRunsNothingOfOthers(string page)
    {
        using var signedIn = await _browser.SignInAsync(KeyedService.AdminKey);

        using var response = await _browser.GetAsync(await FilledAsync(page));

        await AssertIsOwnAsync(response, HttpStatusCode.OK);
    }

    [Fact]
    public async Task Form_Unsigned_RunsNothingOfOthers()
    {
        using var response = await _browser.GetAsync("/signin");

        await AssertIsOwnAsync(response, HttpStatusCode.OK);
    }

    [Fact]
    public async Task Assets_All_AreServedByThisHostToo()
    {
        var names = _keyed.Service.Services.GetRequiredService<EmbeddedAssets>().Names.ToList();
        Assert.Superset(new HashSet<string> { "admin.css", "blazor.web.js", "chart.js", "icon.svg", "lib/uplot/uPlot.iife.min.js", "lib/uplot/uPlot.min.css" }, names.ToHashSet());

        foreach (var name in names.Where(name => name is not "lib/uplot/LICENSE"))
        {
            using var response = await _browser.GetAsync("/assets/" + name);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.NotEmpty(await response.Content.ReadAsByteArrayAsync(Cancellation));
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        }
    }

    [Fact]
    public async Task Assets_Unchanged_AreNotSentAgain()
    {
        using var first = await _browser.GetAsync("/assets/admin.css");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/admin.css") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };

        using var second = await _browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("/assets/none.js", HttpStatusCode.NotFound)]
    [InlineData("/assets/..%2Fappsettings.json", HttpStatusCode.NotFound)]
    [InlineData("/appsettings.json", HttpStatusCode.Unauthorized)]
    [InlineData("/nowhere", HttpStatusCode.Unauthorized)]
    public async Task Address_OfNothing_IsNotServed(string path, HttpStatusCode expected)
    {
        using var signedIn = await _browser.SignInAsync(KeyedService.AdminKey);

        using var response = await _browser.GetAsync(path);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Navigation_ForAViewer_LeavesOutWhatIsForAdmins()
    {
        using var signedIn = await _browser.SignInAsync((await _keyed.NewKeyAsync(KeyRole.Viewer)).Secret);

        var page = await _browser.PageAsync("/");

        Assert.Contains("href=\"/namespaces\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/keys\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/audit\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/keys")]
    [InlineData("/audit")]
    public async Task Page_ForAdmins_TellsAViewerThatTheServiceRefuses(string path)
    {
        using var signedIn = await _browser.SignInAsync((await _keyed.NewKeyAsync(KeyRole.Viewer)).Secret);

        Assert.Contains("has the role viewer, which may not do this", await _browser.PageAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Namespace_OfAnotherKey_IsRefusedAsOverTheWire()
    {
        var (mine, other) = (await _keyed.NewNamespaceAsync(), await _keyed.NewNamespaceAsync());
        using var signedIn = await _browser.SignInAsync((await _keyed.NewKeyAsync(KeyRole.Viewer, request => request.Namespaces.Add(mine))).Secret);

        Assert.Contains($"is not for the namespace &#x27;{other}&#x27;", await _browser.PageAsync("/namespaces/" + other), StringComparison.Ordinal);
        var list = await _browser.PageAsync("/namespaces");
        Assert.Contains(mine, list, StringComparison.Ordinal);
        Assert.DoesNotContain(other, list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entry_OfAnotherTenant_IsNotThere()
    {
        var space = await _keyed.NewNamespaceAsync();
        var stored = await _keyed.Admin.StoreAsync(space, "Whose is this secret?", "Theirs.");
        using var signedIn = await _browser.SignInAsync((await _keyed.NewKeyAsync(KeyRole.Viewer, request => request.Tenant = "acme")).Secret);

        Assert.DoesNotContain("Theirs.", await _browser.PageAsync("/entries/" + stored.EntryId), StringComparison.Ordinal);
        Assert.Contains("Nothing is stored", await _browser.PageAsync("/entries?namespace=" + space), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Question_WithMarkup_IsShownAsText()
    {
        var space = await _keyed.NewNamespaceAsync();
        var stored = await _keyed.Admin.StoreAsync(space, "Why <script>alert(1)</script>?", "<img src=x onerror=alert(1)>");
        using var signedIn = await _browser.SignInAsync(KeyedService.AdminKey);

        using var response = await _browser.GetAsync("/entries/" + stored.EntryId);

        await AssertIsOwnAsync(response, HttpStatusCode.OK);
    }

    private static async Task AssertIsOwnAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        var page = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal(status, response.StatusCode);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal(("nosniff", "DENY", "no-referrer"), (Header("X-Content-Type-Options"), Header("X-Frame-Options"), Header("Referrer-Policy")));
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.DoesNotMatch(Inline(), page);
        Assert.All(Addresses().Matches(page), address => Assert.DoesNotMatch("^(https?:)?//", address.Groups[1].Value));
        Assert.Single(Headings().Matches(page));
        string Header(string name) => Assert.Single(response.Headers.GetValues(name));
    }

    private async Task<string> FilledAsync(string page)
    {
        var space = await _keyed.NewNamespaceAsync();
        var stored = await _keyed.Admin.StoreAsync(space, "Where is it?", "There.");
        return page.Replace("{space}", space, StringComparison.Ordinal).Replace("{entry}", stored.EntryId, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"<script(?![^>]*\ssrc=)|<style|\sstyle=|<[a-z][^<>]*\son[a-z]+=|javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex(@"\s(?:src|href|action)=""([^""]*)""")]
    private static partial Regex Addresses();

    [GeneratedRegex("<h1[ >]")]
    private static partial Regex Headings();
}
