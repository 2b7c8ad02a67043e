using System.Net;
using System.Text.RegularExpressions;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Admin;

/// <summary>What a browser without scripts does: it keeps cookies, sends forms, and follows redirects only when told to.</summary>
internal sealed partial class AdminBrowser : IDisposable
{
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
    private readonly HttpClient _client;

    public AdminBrowser(TestService service)
    {
        _client = new HttpClient(_handler) { BaseAddress = service.Addresses.Http };
    }

    /// <summary>Gets the cookies of the service.</summary>
    public IReadOnlyList<Cookie> Cookies => [.. _handler.CookieContainer.GetCookies(_client.BaseAddress!).Cast<Cookie>()];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    /// <summary>Asks for an address.</summary>
    public Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(path, Cancellation).Soon();

    /// <summary>Sends a request.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _client.SendAsync(request, Cancellation).Soon();

    /// <summary>Returns a page's HTML, which must be there.</summary>
    public async Task<string> PageAsync(string path)
    {
        using var response = await GetAsync(path);
        Assert.True(response.StatusCode is HttpStatusCode.OK, $"{path}: {response.StatusCode}");
        return await response.Content.ReadAsStringAsync(Cancellation);
    }

    /// <summary>Sends a form with these fields.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) =>
        _client.PostAsync(path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))), Cancellation).Soon();

    /// <summary>Fills in the form to sign in with and sends it.</summary>
    public async Task<HttpResponseMessage> SignInAsync(string key, string form = "/signin") =>
        await PostAsync(form, ("__RequestVerificationToken", await TokenAsync(form)), ("_handler", "signin"), ("key", key));

    /// <summary>Returns the token of the forms on a page.</summary>
    public async Task<string> TokenAsync(string path) => Token().Match(await PageAsync(path)).Groups[1].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
