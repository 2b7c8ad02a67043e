using Google.Rpc;
using Grpc.Core;
using SemanticCache.Core.Pipeline;
using SemanticCache.Server.Grpc;

namespace SemanticCache.Server.Access;

/// <summary>Refuses what a caller may not do although its role would allow it.</summary>
internal static class Permissions
{
    /// <summary>Refuses a namespace that the caller's key is not bound to, whether there is one of that name or not.</summary>
    public static void RequireNamespace(this Caller caller, string name)
    {
        if (!caller.MayUse(name))
        {
            throw Denied("WRONG_NAMESPACE", DenialOf(caller, name));
        }
    }

    /// <summary>Returns why a namespace is refused.</summary>
    public static string DenialOf(Caller caller, string name) => $"The key '{caller.Name}' is not for the namespace '{name}'.";

    /// <summary>Refuses a caller of one tenant what all tenants share: namespaces and their policies.</summary>
    public static void RequireEveryTenant(this Caller caller)
    {
        if (!caller.SeesEveryTenant)
        {
            throw Denied("WRONG_TENANT", $"The key '{caller.Name}' is bound to the tenant '{caller.Tenant}', and this concerns every tenant.");
        }
    }

    /// <summary>Refuses a caller that is bound to anything what concerns the whole service: keys and the audit log.</summary>
    public static void RequireWhole(this Caller caller)
    {
        caller.RequireEveryTenant();
        if (!caller.Namespaces.IsEmpty)
        {
            throw Denied("WRONG_NAMESPACE", $"The key '{caller.Name}' is bound to namespaces, and this concerns all.");
        }
    }

    /// <summary>Refuses to show a client how it was decided.</summary>
    public static void RequireExplanation(this Caller caller)
    {
        if (!caller.MayExplain)
        {
            throw Denied("WRONG_ROLE", "explain needs the role viewer or admin.");
        }
    }

    /// <summary>Refuses to pin an entry for anybody but an admin: it would win over all others, and never expire.</summary>
    public static void RequireAdmin(this Caller caller)
    {
        if (caller.Role is not CallerRole.Admin)
        {
            throw Denied("WRONG_ROLE", "pinned needs the role admin.");
        }
    }

    /// <summary>Refuses answers of a client whose key does not allow it to store any.</summary>
    public static void RequireStoring(this Caller caller)
    {
        if (!caller.MayStore)
        {
            throw Denied("STORE_NOT_ALLOWED", $"The key '{caller.Name}' may not store answers; create one that may.");
        }
    }

    private static RpcException Denied(string reason, string message) => GrpcErrors.Create(Code.PermissionDenied, reason, message);
}
