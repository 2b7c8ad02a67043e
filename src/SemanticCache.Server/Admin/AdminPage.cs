using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using SemanticCache.Core.Pipeline;
using SemanticCache.Server.Access;
using SemanticCache.Server.Admin.Assets;
using SemanticCache.Server.Admin.Calls;
using SemanticCache.Server.Admin.Components;
using SemanticCache.Server.Admin.Session;

namespace SemanticCache.Server.Admin;

/// <summary>The admin page: Blazor components in this process, which call the service's own methods.</summary>
internal static class AdminPage
{
    /// <summary>The path of the connection over which an open page is kept up to date.</summary>
    public const string Circuit = "/_blazor";

    /// <summary>The path of the form to sign in with.</summary>
    public const string SignIn = "/signin";

    private const string AntiforgeryCookie = "semcache-form";

    /// <summary>Adds what the page needs.</summary>
    public static IServiceCollection AddAdminPage(this IServiceCollection services)
    {
        services.AddSingleton<PipelineEntry>();
        services.AddSingleton<IStartupFilter>(provider => provider.GetRequiredService<PipelineEntry>());
        services.AddScoped<AdminClients>();
        services.AddSingleton<AdminSessions>();
        services.AddSingleton<EmbeddedAssets>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.SchemeName, null);
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = AntiforgeryCookie;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true;
        });
        AddKeysOfThisProcess(services);
        services.AddCascadingAuthenticationState();
        services.AddRazorComponents().AddInteractiveServerComponents();
        return services;
    }

    /// <summary>Maps the page; comes after <c>UseAccess</c>.</summary>
    public static void MapAdminPage(this WebApplication application)
    {
        application.UseAntiforgery();

        // The connection of an open page, and all else that Blazor maps, is marked like the pages themselves.
        var signedIn = new AllowedToAttribute(CallerRole.Viewer) { AuthenticationSchemes = SessionAuthentication.SchemeName };
        application.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null)
            .WithMetadata(AdminRoute.Mark)
            .RequireAuthorization(signedIn);
        application.MapPost(SignOut.Path, SignOut.HandleAsync).WithMetadata(AdminRoute.Mark).RequireAuthorization(signedIn);
        application.Services.GetRequiredService<EmbeddedAssets>().Map(application);
    }

    /// <summary>Returns the address of the form, which leads back to a path.</summary>
    public static string SignInFor(string path) => path is "/" or "" ? SignIn : $"{SignIn}?from={Uri.EscapeDataString(path)}";

    // What Blazor and the forms protect is of no use after a restart, as sessions are not: nothing needs to be kept in a folder.
    private static void AddKeysOfThisProcess(IServiceCollection services)
    {
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection.EphemeralDataProtectionProvider", LogLevel.Error));
    }
}
