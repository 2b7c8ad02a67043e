using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Upstream.Resilience;
using SemanticCache.Core.Upstream.Routes;

namespace SemanticCache.Core.Upstream;

/// <summary>The configured endpoints and routes by name.</summary>
internal sealed class UpstreamRegistry
{
    private readonly FrozenDictionary<string, IUpstreamClient> _clients;
    private readonly string _default;

    public UpstreamRegistry(IOptions<UpstreamsOptions> options, UpstreamClientFactory factory)
        : this(Create(options.Value, factory), options.Value.Default)
    {
    }

    /// <summary>Creates a registry of given clients.</summary>
    public UpstreamRegistry(IEnumerable<KeyValuePair<string, IUpstreamClient>> clients, string defaultName)
    {
        _clients = clients.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _default = defaultName;
    }

    private static IEnumerable<KeyValuePair<string, IUpstreamClient>> Create(UpstreamsOptions options, UpstreamClientFactory factory)
    {
        // One client for each endpoint, whoever falls back on it: its breaker knows of all its calls.
        var endpoints = options.Endpoints.ToDictionary(
            endpoint => endpoint.Key, endpoint => factory.CreateWatched(endpoint.Key, endpoint.Value), StringComparer.OrdinalIgnoreCase);
        foreach (var (name, endpoint) in options.Endpoints)
        {
            yield return KeyValuePair.Create<string, IUpstreamClient>(name, endpoint.Fallbacks.Count == 0
                ? endpoints[name]
                : new FallbackUpstreamClient([endpoints[name], .. endpoint.Fallbacks.Select(fallback => endpoints[fallback])]));
        }

        foreach (var (name, route) in options.Routes)
        {
            yield return KeyValuePair.Create<string, IUpstreamClient>(name, factory.CreateRoute(name, route, endpoints));
        }
    }

    /// <summary>The names of the endpoints and routes, ordered.</summary>
    public IEnumerable<string> Names => _clients.Keys.Order(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the endpoint or route of that name, the default for an empty name, or null.</summary>
    public IUpstreamClient? Find(string name) => _clients.GetValueOrDefault(name.Length == 0 ? _default : name);

    /// <summary>Returns what will be asked of whom under that name; null where there is no such name.</summary>
    public UpstreamPlan? Plan(string name, UpstreamRequest request) => Find(name) switch
    {
        UpstreamRoute route => route.Plan(request),
        { } endpoint => new UpstreamPlan(endpoint, request, Choice: null),
        null => null,
    };
}
