using System.Security.Claims;
using Grpc.Core;
using SemanticCache.Core.Pipeline;

namespace SemanticCache.Server.Access;

/// <summary>The caller of a request, where ASP.NET Core keeps who somebody is.</summary>
internal sealed class CallerIdentity : ClaimsIdentity
{
    public CallerIdentity(Caller caller)
        : base([new Claim(ClaimTypes.Name, caller.Name), new Claim(ClaimTypes.Role, caller.Role.ToString())], KeyAuthentication.SchemeName)
    {
        Caller = caller;
    }

    /// <summary>The caller.</summary>
    public Caller Caller { get; }

    /// <summary>Returns the caller of a call.</summary>
    public static Caller CallerOf(ServerCallContext context) => CallerOf(context.GetHttpContext());

    /// <summary>Returns the caller of a request.</summary>
    /// <exception cref="InvalidOperationException">The request was let through without anybody asking who makes it.</exception>
    public static Caller CallerOf(HttpContext context) => context.User.Identity is CallerIdentity identity
        ? identity.Caller
        : throw new InvalidOperationException($"Nobody was asked who calls {context.Request.Path}.");
}
