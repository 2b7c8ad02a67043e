using System.Security.Claims;
using SemanticCache.Core.Pipeline;
using SemanticCache.Server.Access;

namespace SemanticCache.Server.Admin.Session;

/// <summary>Who looks at the admin page: a caller, and the session that they signed in with.</summary>
internal static class SessionIdentity
{
    private const string SessionClaim = "semanticcache/session";

    /// <summary>Creates the identity; without a session for a service that needs no key.</summary>
    public static CallerIdentity Create(Caller caller, string? session)
    {
        var identity = new CallerIdentity(caller);
        if (session is not null)
        {
            identity.AddClaim(new Claim(SessionClaim, session));
        }

        return identity;
    }

    /// <summary>Returns the session's identifier; null where nobody signed in.</summary>
    public static string? SessionOf(ClaimsPrincipal user) => user.FindFirstValue(SessionClaim);
}
