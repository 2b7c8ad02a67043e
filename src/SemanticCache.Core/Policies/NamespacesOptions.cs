namespace SemanticCache.Core.Policies;

/// <summary>How namespaces come to be.</summary>
public sealed class NamespacesOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Namespaces";

    /// <summary>Gets or sets whether a request for an unknown namespace creates it with the default policy.</summary>
    /// <value>The default, null, means yes while the service listens on loopback only, no otherwise.</value>
    public bool? AutoCreate { get; set; }
}
