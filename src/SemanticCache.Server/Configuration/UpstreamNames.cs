using Microsoft.Extensions.Options;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Upstream;

namespace SemanticCache.Server.Configuration;

/// <summary>Knows which configured upstream stands behind a namespace.</summary>
internal sealed class UpstreamNames
{
    private readonly NamespaceDirectory _namespaces;
    private readonly string _default;

    public UpstreamNames(NamespaceDirectory namespaces, IOptions<UpstreamsOptions> upstreams)
    {
        _namespaces = namespaces;
        _default = upstreams.Value.Default;
    }

    /// <summary>Returns the name of the upstream that a namespace's misses go to.</summary>
    public string Of(string name) =>
        _namespaces.Find(name)?.Policy is { Upstream.Length: > 0 } policy ? policy.Upstream : _default;
}
