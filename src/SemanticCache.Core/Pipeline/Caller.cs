using System.Collections.Immutable;

namespace SemanticCache.Core.Pipeline;

/// <summary>Who asks, as the front authenticated them; never taken from the request's body.</summary>
/// <param name="Tenant">The tenant, a facet of every scope.</param>
/// <param name="Name">The caller's name for logs and audit.</param>
public sealed record Caller(string Tenant, string Name)
{
    /// <summary>The tenant of callers that are bound to none.</summary>
    public const string DefaultTenant = "default";

    /// <summary>The caller of a service that runs without keys: it may do everything.</summary>
    public static Caller Local { get; } = new(DefaultTenant, "local") { Role = CallerRole.Admin, SeesEveryTenant = true, MayStore = true };

    /// <summary>Nobody: what a request has until its front has found out who makes it.</summary>
    public static Caller Nobody { get; } = new("", "nobody");

    /// <summary>Gets what the caller may do.</summary>
    public CallerRole Role { get; init; }

    /// <summary>Gets whether the caller may read and change what belongs to other tenants, and what tenants share.</summary>
    public bool SeesEveryTenant { get; init; }

    /// <summary>Gets whether a client may store answers of its own.</summary>
    public bool MayStore { get; init; }

    /// <summary>Gets the namespaces that the caller may use; empty for all.</summary>
    public ImmutableArray<string> Namespaces { get; init; } = [];

    /// <summary>Gets the key that the caller came with; empty without one.</summary>
    public string KeyId { get; init; } = "";

    /// <summary>Gets how many requests the caller may make in a minute; 0 for any number.</summary>
    public int RequestsPerMinute { get; init; }

    /// <summary>Gets how many different questions may miss in a minute before the cache leaves the caller's requests alone; 0 for any number.</summary>
    public int MissesPerMinute { get; init; }

    /// <summary>Whether the caller may see how decisions came about: similarities, candidates, reports.</summary>
    public bool MayExplain => Role is not CallerRole.Client;

    /// <summary>The tenant whose entries the caller may see; null for those of all.</summary>
    public string? OwnTenant => SeesEveryTenant ? null : Tenant;

    /// <summary>Tells whether the caller may use a namespace.</summary>
    public bool MayUse(string namespaceName) => Namespaces.IsEmpty || Namespaces.Contains(namespaceName, StringComparer.Ordinal);

    /// <summary>Tells whether the caller may see an entry.</summary>
    /// <param name="namespaceName">The entry's namespace.</param>
    /// <param name="tenant">The entry's tenant.</param>
    public bool MaySee(string namespaceName, string tenant) => MayUse(namespaceName) && (SeesEveryTenant || tenant == Tenant);
}
