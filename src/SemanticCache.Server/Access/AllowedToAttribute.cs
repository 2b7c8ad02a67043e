using Microsoft.AspNetCore.Authorization;
using SemanticCache.Core.Pipeline;

namespace SemanticCache.Server.Access;

/// <summary>Says which roles a method or route is for; an admin may always call it. What says nothing is for admins alone.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AllowedToAttribute : AuthorizeAttribute
{
    public AllowedToAttribute(params CallerRole[] roles)
    {
        CallerRole[] allowed = [.. roles, CallerRole.Admin];
        Roles = string.Join(',', allowed.Distinct());
    }
}
