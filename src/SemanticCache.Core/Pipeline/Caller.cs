namespace SemanticCache.Core.Pipeline;

/// <summary>Who asks, as the front authenticated them; never taken from the request's body.</summary>
/// <param name="Tenant">The tenant, a facet of every scope.</param>
/// <param name="Name">The caller's name for logs and audit.</param>
public sealed record Caller(string Tenant, string Name)
{
    /// <summary>The caller of a service that runs on loopback without keys.</summary>
    public static Caller Local { get; } = new("default", "local");
}
