using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace SemanticCache.Core.Upstream;

/// <summary>The configured endpoints by name.</summary>
internal sealed class UpstreamRegistry
{
    private readonly FrozenDictionary<string, IUpstreamClient> _clients;
    private readonly string _default;

    public UpstreamRegistry(IOptions<UpstreamsOptions> options, UpstreamClientFactory factory)
        : this(options.Value.Endpoints.ToDictionary(endpoint => endpoint.Key, endpoint => factory.Create(endpoint.Key, endpoint.Value)), options.Value.Default)
    {
    }

    /// <summary>Creates a registry of given clients.</summary>
    public UpstreamRegistry(IEnumerable<KeyValuePair<string, IUpstreamClient>> clients, string defaultName)
    {
        _clients = clients.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _default = defaultName;
    }

    /// <summary>The names of the endpoints, ordered.</summary>
    public IEnumerable<string> Names => _clients.Keys.Order(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the endpoint of that name, the default for an empty name, or null.</summary>
    public IUpstreamClient? Find(string name) => _clients.GetValueOrDefault(name.Length == 0 ? _default : name);
}
