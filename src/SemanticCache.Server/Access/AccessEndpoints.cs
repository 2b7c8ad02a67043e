using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using SemanticCache.Core.Pipeline;

namespace SemanticCache.Server.Access;

/// <summary>Finds out who calls, and lets nobody do what is not theirs.</summary>
internal static class AccessEndpoints
{
    /// <summary>Adds authentication by key and authorisation by role.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<AccessGate>();
        services.AddAuthentication(KeyAuthentication.SchemeName).AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null);

        // What is not marked is for admins: a forgotten mark must not open anything.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireRole(nameof(CallerRole.Admin)).Build());
        return services;
    }

    /// <summary>Asks every request who makes it and whether it may.</summary>
    public static void UseAccess(this WebApplication application)
    {
        application.UseMiddleware<LoopbackHosts>();
        application.UseAuthentication();
        application.UseAuthorization();
        application.UseMiddleware<RequestLimit>();
    }

    /// <summary>Says which roles a route is for; an admin may always call it.</summary>
    public static TBuilder AllowedTo<TBuilder>(this TBuilder route, params CallerRole[] roles)
        where TBuilder : IEndpointConventionBuilder => route.RequireAuthorization(new AllowedToAttribute(roles));
}
