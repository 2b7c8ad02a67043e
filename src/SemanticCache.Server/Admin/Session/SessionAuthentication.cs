using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Access;
using SemanticCache.Core.Pipeline;
using SemanticCache.Server.Access;

namespace SemanticCache.Server.Admin.Session;

/// <summary>Finds out who looks at the admin page, by the session's cookie; only the routes of the page ask it.</summary>
internal sealed class SessionAuthentication : AuthenticationHandler<AuthenticationSchemeOptions>
{
    /// <summary>The name of this way of authentication.</summary>
    public const string SchemeName = "SemanticCacheAdmin";

    private readonly AdminSessions _sessions;
    private readonly ApiKeyDirectory _keys;
    private readonly AccessGate _gate;

    public SessionAuthentication(
        AdminSessions sessions, ApiKeyDirectory keys, AccessGate gate, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : base(options, logger, encoder)
    {
        _sessions = sessions;
        _keys = keys;
        _gate = gate;
    }

    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        // Who opens a page is led to the form; the script of an open one is told that the session has ended.
        if (Request.Path.StartsWithSegments(AdminPage.Circuit))
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else
        {
            Response.Redirect(AdminPage.SignInFor(HttpMethods.IsGet(Request.Method) ? Request.Path + Request.QueryString : "/"));
        }

        return Task.CompletedTask;
    }

    private AuthenticateResult Authenticate()
    {
        if (SessionCookie.Read(Request) is { } id && _sessions.Find(id) is { } session && _keys.Use(session.KeyId) is { } key)
        {
            _sessions.Extend(id);
            return Success(SessionIdentity.Create(key.ToCaller(), id));
        }

        return _gate.NeedsKey ? AuthenticateResult.NoResult() : Success(SessionIdentity.Create(Caller.Local, session: null));
    }

    private static AuthenticateResult Success(CallerIdentity identity) => AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
}
