using System.Security.Claims;
using SemanticCache.Core.Pipeline;

namespace SemanticCache.Server.Access;

/// <summary>Finds out who calls.</summary>
internal static class AccessEndpoints
{
    private static readonly ClaimsPrincipal Local = new(new CallerIdentity(Caller.Local));

    /// <summary>Tells every request who makes it.</summary>
    public static void UseAccess(this WebApplication application) => application.Use((context, next) =>
    {
        context.User = Local;
        return next(context);
    });
}
