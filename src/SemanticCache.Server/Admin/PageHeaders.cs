using Microsoft.Net.Http.Headers;

namespace SemanticCache.Server.Admin;

/// <summary>Keeps the pages from loading or running anything of others, from being framed or stored, and their connection from other sites.</summary>
internal sealed class PageHeaders
{
    // Connections to 'self' include those of web sockets.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private readonly RequestDelegate _next;

    public PageHeaders(RequestDelegate next)
    {
        _next = next;
    }

    /// <summary>Handles a request.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<AdminRoute>() is null)
        {
            return _next(context);
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-cache, no-store";
        if (IsOfAnotherSite(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        return _next(context);
    }

    // Browsers say where a connection was opened from, and no other site can change it. A service without keys has no cookie to look for. Forms
    // have their own token, and come without an origin, because the pages tell nobody where they are.
    private static bool IsOfAnotherSite(HttpRequest request) =>
        request.Path.StartsWithSegments(AdminPage.Circuit)
        && request.Headers[HeaderNames.Origin].ToString() is { Length: > 0 } origin
        && !(Uri.TryCreate(origin, UriKind.Absolute, out var site) && string.Equals(site.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
