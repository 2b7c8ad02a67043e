namespace SemanticCache.Server.Admin.Session;

/// <summary>The cookie that holds a session's identifier; it ends with the browser.</summary>
internal static class SessionCookie
{
    /// <summary>Its name.</summary>
    public const string Name = "semcache-admin";

    /// <summary>Returns the session's identifier; null without one.</summary>
    public static string? Read(HttpRequest request) => request.Cookies[Name];

    /// <summary>Sends it.</summary>
    public static void Write(HttpContext context, string session) => context.Response.Cookies.Append(Name, session, OptionsFor(context.Request));

    /// <summary>Takes it back.</summary>
    public static void Delete(HttpContext context) => context.Response.Cookies.Delete(Name, OptionsFor(context.Request));

    private static CookieOptions OptionsFor(HttpRequest request) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = request.IsHttps, Path = "/", IsEssential = true,
    };
}
