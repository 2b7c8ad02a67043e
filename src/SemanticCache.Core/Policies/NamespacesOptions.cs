namespace SemanticCache.Core.Policies;

/// <summary>How namespaces come to be.</summary>
public sealed class NamespacesOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Namespaces";

    /// <summary>Gets or sets whether a request for an unknown namespace creates it with the default policy.</summary>
    /// <value>The default, null, means yes while the service listens on loopback only, no otherwise.</value>
    public bool? AutoCreate { get; set; }

    /// <summary>Gets or sets how often the store is asked what other instances have changed.</summary>
    /// <value>More than zero; the default, null, means every 2 seconds where the store is shared, and never otherwise.</value>
    public TimeSpan? RefreshInterval { get; set; }
}
