using Microsoft.AspNetCore.Antiforgery;

namespace SemanticCache.Server.Admin.Session;

/// <summary>Ends a session.</summary>
internal static class SignOut
{
    /// <summary>The path.</summary>
    public const string Path = "/signout";

    /// <summary>Ends the session of the request's cookie, where the request comes from the page's own form.</summary>
    public static async Task HandleAsync(HttpContext context, IAntiforgery antiforgery, AdminSessions sessions)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        if (SessionCookie.Read(context.Request) is { } session)
        {
            sessions.End(session);
            SessionCookie.Delete(context);
        }

        context.Response.Redirect(AdminPage.SignIn);
    }
}
