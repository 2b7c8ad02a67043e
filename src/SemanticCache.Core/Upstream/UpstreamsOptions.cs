using SemanticCache.Core.Upstream.Routes;

namespace SemanticCache.Core.Upstream;

/// <summary>The language-model endpoints that misses can go to.</summary>
public sealed class UpstreamsOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Upstreams";

    /// <summary>Gets or sets the name of the endpoint or route for policies that name none.</summary>
    /// <value>The default is <c>simulated</c>.</value>
    public string Default { get; set; } = "simulated";

    /// <summary>Gets the endpoints by name.</summary>
    /// <value>The default is one simulated endpoint of the name <c>simulated</c>.</value>
    public IDictionary<string, UpstreamEndpointOptions> Endpoints { get; } =
        new Dictionary<string, UpstreamEndpointOptions>(StringComparer.OrdinalIgnoreCase) { ["simulated"] = new() };

    /// <summary>Gets the routes by name; they share one name space with the endpoints.</summary>
    /// <value>The default is none.</value>
    public IDictionary<string, UpstreamRouteOptions> Routes { get; } = new Dictionary<string, UpstreamRouteOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the endpoint that stands for a name where one must: a route's first; a name that is none of both comes back as it is.</summary>
    public string EndpointOf(string name) => !Endpoints.ContainsKey(name) && Routes.TryGetValue(name, out var route) ? route.Endpoints[0] : name;
}
