namespace SemanticCache.Core.Upstream;

/// <summary>The language-model endpoints that misses can go to.</summary>
public sealed class UpstreamsOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Upstreams";

    /// <summary>Gets or sets the name of the endpoint for policies that name none.</summary>
    /// <value>The default is <c>simulated</c>.</value>
    public string Default { get; set; } = "simulated";

    /// <summary>Gets the endpoints by name.</summary>
    /// <value>The default is one simulated endpoint of the name <c>simulated</c>.</value>
    public IDictionary<string, UpstreamEndpointOptions> Endpoints { get; } =
        new Dictionary<string, UpstreamEndpointOptions>(StringComparer.OrdinalIgnoreCase) { ["simulated"] = new() };
}
