using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Upstream.Resilience;

namespace SemanticCache.Core.Upstream;

/// <summary>The configured endpoints by name.</summary>
internal sealed class UpstreamRegistry
{
    private readonly FrozenDictionary<string, IUpstreamClient> _clients;
    private readonly string _default;

    public UpstreamRegistry(IOptions<UpstreamsOptions> options, UpstreamClientFactory factory)
        : this(WithFallbacks(options.Value, factory), options.Value.Default)
    {
    }

    /// <summary>Creates a registry of given clients.</summary>
    public UpstreamRegistry(IEnumerable<KeyValuePair<string, IUpstreamClient>> clients, string defaultName)
    {
        _clients = clients.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _default = defaultName;
    }

    private static Dictionary<string, IUpstreamClient> WithFallbacks(UpstreamsOptions options, UpstreamClientFactory factory)
    {
        // One client for each endpoint, whoever falls back on it: its breaker knows of all its calls.
        var endpoints = options.Endpoints.ToDictionary(
            endpoint => endpoint.Key, endpoint => factory.Create(endpoint.Key, endpoint.Value), StringComparer.OrdinalIgnoreCase);
        return options.Endpoints.ToDictionary(
            endpoint => endpoint.Key,
            endpoint => endpoint.Value.Fallbacks.Count == 0
                ? endpoints[endpoint.Key]
                : new FallbackUpstreamClient([endpoints[endpoint.Key], .. endpoint.Value.Fallbacks.Select(name => endpoints[name])]));
    }

    /// <summary>The names of the endpoints, ordered.</summary>
    public IEnumerable<string> Names => _clients.Keys.Order(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the endpoint of that name, the default for an empty name, or null.</summary>
    public IUpstreamClient? Find(string name) => _clients.GetValueOrDefault(name.Length == 0 ? _default : name);
}
