using System.Security.Claims;
using System.Text.Encodings.Web;
using Google.Rpc;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using SemanticCache.Core.Access;
using SemanticCache.Core.Pipeline;

namespace SemanticCache.Server.Access;

/// <summary>Finds out who calls, by the key that the request comes with.</summary>
internal sealed class KeyAuthentication : AuthenticationHandler<AuthenticationSchemeOptions>
{
    /// <summary>The name of this way of authentication.</summary>
    public const string SchemeName = "SemanticCache";

    private static readonly AuthenticateResult Local = AuthenticateResult.Success(TicketOf(Caller.Local));

    private readonly ApiKeyDirectory _keys;
    private readonly AccessGate _gate;

    public KeyAuthentication(
        ApiKeyDirectory keys, AccessGate gate, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : base(options, logger, encoder)
    {
        _keys = keys;
        _gate = gate;
    }

    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer realm=\"semanticcache\"";
        return IsWithoutKey
            ? Refusal.WriteAsync(Context, Code.Unauthenticated, "NO_KEY", $"A key is needed: send it as 'Authorization: Bearer sc_…', as 'x-api-key' or as '{PresentedKey.Header}'.")
            : Refusal.WriteAsync(Context, Code.Unauthenticated, "WRONG_KEY", "The key is unknown, has expired or was revoked.");
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var caller = CallerIdentity.CallerOf(Context);
        return Refusal.WriteAsync(Context, Code.PermissionDenied, "WRONG_ROLE", $"The key '{caller.Name}' has the role {caller.Role.ToString().ToLowerInvariant()}, which may not do this.");
    }

    private bool IsWithoutKey => Context.Features.Get<KeyOfProcess>() is { } inside ? inside.Id is null : PresentedKey.Of(Request.Headers) is null;

    private AuthenticateResult Authenticate()
    {
        if (Context.Features.Get<KeyOfProcess>() is { Id: { } id })
        {
            return ResultOf(_keys.Use(id));
        }

        if (PresentedKey.Of(Request.Headers) is not { } text)
        {
            return _gate.NeedsKey ? AuthenticateResult.NoResult() : Local;
        }

        return ResultOf(_keys.Authenticate(text));
    }

    private static AuthenticateResult ResultOf(ApiKey? key) =>
        key is null ? AuthenticateResult.Fail("The key is not accepted.") : AuthenticateResult.Success(TicketOf(key.ToCaller()));

    private static AuthenticationTicket TicketOf(Caller caller) => new(new ClaimsPrincipal(new CallerIdentity(caller)), SchemeName);
}
