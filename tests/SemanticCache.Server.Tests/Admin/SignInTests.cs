using System.Net;
using Microsoft.AspNetCore.Http;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Admin.Session;
using SemanticCache.Server.Tests.Access;

namespace SemanticCache.Server.Tests.Admin;

/// <summary>Sessions of the admin page, and what their cookie does not open.</summary>
public sealed class SignInTests : IClassFixture<KeyedService>, IDisposable
{
    private readonly KeyedService _keyed;
    private readonly AdminBrowser _browser;

    public SignInTests(KeyedService keyed)
    {
        _keyed = keyed;
        _browser = new AdminBrowser(keyed.Service);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _browser.Dispose();

    [Theory]
    [InlineData("/", "/signin")]
    [InlineData("/entries?namespace=bot", "/signin?from=%2Fentries%3Fnamespace%3Dbot")]
    public async Task Page_Unsigned_LeadsToTheForm(string path, string form)
    {
        using var response = await _browser.GetAsync(path);

        Assert.Equal((HttpStatusCode.Found, form), (response.StatusCode, response.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task SignIn_RightKey_OpensThePagesWithAGuardedCookieThatIsNotTheKey()
    {
        using var response = await _browser.SignInAsync(KeyedService.AdminKey);

        Assert.Equal((HttpStatusCode.Found, "/"), (response.StatusCode, response.Headers.Location?.OriginalString));
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith(SessionCookie.Name, StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=strict", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("expires", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("configured", cookie, StringComparison.Ordinal);
        Assert.Contains("configured", await _browser.PageAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_UnknownKey_ShowsTheFormAgain()
    {
        using var response = await _browser.SignInAsync("sc_0123456789abcdef_" + new string('A', 43));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("unknown, has expired or was revoked", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.DoesNotContain(_browser.Cookies, cookie => cookie.Name == SessionCookie.Name);
    }

    [Fact]
    public async Task SignIn_KeyOfAClient_IsRefusedInWords()
    {
        using var response = await _browser.SignInAsync((await _keyed.NewKeyAsync(KeyRole.Client)).Secret);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("role viewer or admin", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.DoesNotContain(_browser.Cookies, cookie => cookie.Name == SessionCookie.Name);
    }

    [Theory]
    [InlineData("/signin?from=%2Fnamespaces%2Fbot", "/namespaces/bot")]
    [InlineData("/signin?from=%2F%2Fevil.example", "/")]
    [InlineData("/signin?from=%2F%5Cevil.example", "/")]
    [InlineData("/signin?from=%2F%09%2Fevil.example", "/")]
    [InlineData("/signin?from=%2F%C3%A4", "/")]
    [InlineData("/signin?from=https%3A%2F%2Fevil.example", "/")]
    public async Task SignIn_FromAPage_LeadsBackWithinTheServiceOnly(string form, string target)
    {
        using var response = await _browser.SignInAsync(KeyedService.AdminKey, form);

        Assert.Equal(target, response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task SignIn_WithoutTheFormsToken_IsRefused()
    {
        await _browser.TokenAsync("/signin");

        using var response = await _browser.PostAsync("/signin", ("_handler", "signin"), ("key", KeyedService.AdminKey));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.DoesNotContain(_browser.Cookies, cookie => cookie.Name == SessionCookie.Name);
    }

    [Fact]
    public async Task SignOut_WithoutTheFormsToken_KeepsTheSession()
    {
        using var signedIn = await _browser.SignInAsync(KeyedService.AdminKey);

        using var response = await _browser.PostAsync("/signout");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        await _browser.PageAsync("/");
    }

    [Fact]
    public async Task SignOut_WithTheFormsToken_EndsTheSessionAlsoForACopyOfTheCookie()
    {
        using var signedIn = await _browser.SignInAsync(KeyedService.AdminKey);
        var stolen = Assert.Single(_browser.Cookies, cookie => cookie.Name == SessionCookie.Name).Value;

        using var response = await _browser.PostAsync("/signout", ("__RequestVerificationToken", await _browser.TokenAsync("/")));

        Assert.Equal("/signin", response.Headers.Location?.OriginalString);
        using var thief = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Cookie", $"{SessionCookie.Name}={stolen}" } } };
        using var other = new AdminBrowser(_keyed.Service);
        using var refused = await other.SendAsync(thief);
        Assert.Equal(HttpStatusCode.Found, refused.StatusCode);
    }

    [Fact]
    public async Task Session_KeyRevoked_EndsWithTheNextPage()
    {
        var created = await _keyed.NewKeyAsync(KeyRole.Viewer);
        using var signedIn = await _browser.SignInAsync(created.Secret);
        await _browser.PageAsync("/");

        await _keyed.AdminClient.Admin.RevokeKeyAsync(new RevokeKeyRequest { Id = created.Key.Id }, cancellationToken: Cancellation);

        using var response = await _browser.GetAsync("/");
        Assert.Equal("/signin", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Session_Unused_EndsAfterItsLifeAndNotBefore()
    {
        using var signedIn = await _browser.SignInAsync(KeyedService.AdminKey);
        _keyed.Clock.Advance(AdminSessions.Life - TimeSpan.FromMinutes(1));
        await _browser.PageAsync("/");
        _keyed.Clock.Advance(AdminSessions.Life - TimeSpan.FromMinutes(1));
        await _browser.PageAsync("/");

        _keyed.Clock.Advance(AdminSessions.Life);

        using var response = await _browser.GetAsync("/");
        Assert.Equal("/signin", response.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("http", false)]
    [InlineData("https", true)]
    public void Cookie_OverTls_IsSentOverTlsOnly(string scheme, bool isSecure)
    {
        var context = new DefaultHttpContext { Request = { Scheme = scheme } };

        SessionCookie.Write(context, "session");

        Assert.Equal(isSecure, context.Response.Headers.SetCookie.ToString().Contains("; secure", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/cache/v1/namespaces")]
    [InlineData("/v1/models")]
    [InlineData("/metrics")]
    public async Task Cookie_OutsideThePages_IsNoKey(string path)
    {
        using var signedIn = await _browser.SignInAsync(KeyedService.AdminKey);

        using var response = await _browser.GetAsync(path);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Page_WithAKeyInAHeader_StillNeedsASession()
    {
        using var request = KeyedService.Request(HttpMethod.Get, "/", KeyedService.AdminKey);

        using var response = await _browser.SendAsync(request);

        Assert.Equal("/signin", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Circuit_WithoutASession_IsRefused()
    {
        using var response = await _browser.PostAsync("/_blazor/negotiate?negotiateVersion=1");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.OK)]
    public async Task Circuit_OpenedFromAnotherSite_IsRefused(string? origin, HttpStatusCode expected)
    {
        using var signedIn = await _browser.SignInAsync(KeyedService.AdminKey);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.TryAddWithoutValidation("Origin", origin ?? _keyed.Service.Addresses.Http.GetLeftPart(UriPartial.Authority));

        using var response = await _browser.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }
}
