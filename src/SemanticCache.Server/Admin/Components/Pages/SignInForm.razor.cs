using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;
using SemanticCache.Core.Access;
using SemanticCache.Core.Pipeline;
using SemanticCache.Server.Admin.Session;

namespace SemanticCache.Server.Admin.Components.Pages;

/// <summary>The form to sign in with a key.</summary>
public sealed partial class SignInForm : ComponentBase
{
    private const string Overview = "/";

    private string? Refusal { get; set; }

    [Inject]
    private ApiKeyDirectory Keys { get; set; } = null!;

    [Inject]
    private AdminSessions Sessions { get; set; } = null!;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [SupplyParameterFromForm(Name = "key", FormName = "signin")]
    private string? Key { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    private string? From { get; set; }

    // A path of this service and no other address: two slashes would begin one, and browsers leave out tabs and the like between them.
    private string Target => From is ['/'] or ['/', not ('/' or '\\'), ..] && From.All(character => character is > ' ' and <= '~') ? From : Overview;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (HttpMethods.IsGet(Context.Request.Method) && (await Context.AuthenticateAsync(SessionAuthentication.SchemeName)).Succeeded)
        {
            Context.Response.Redirect(Target);
        }
    }

    private void Enter()
    {
        var key = Keys.Authenticate(Key?.Trim() ?? "");
        if (key is null)
        {
            Refuse(StatusCodes.Status401Unauthorized, "This key is unknown, has expired or was revoked.");
        }
        else if (key.Role is CallerRole.Client)
        {
            Refuse(StatusCodes.Status403Forbidden, "This key has the role client. The admin page needs a key with the role viewer or admin.");
        }
        else
        {
            SessionCookie.Write(Context, Sessions.Start(key.Id));
            // Not by Blazor's navigation, which makes it a whole address: behind a proxy that would be the wrong one.
            Context.Response.Redirect(Target);
        }
    }

    private void Refuse(int status, string reason)
    {
        Context.Response.StatusCode = status;
        Refusal = reason;
    }
}
