using Microsoft.Extensions.Options;
using SemanticCache.Core.Access;
using SemanticCache.Server.Configuration;

namespace SemanticCache.Server.Access;

/// <summary>Knows whether callers need a key.</summary>
internal sealed class AccessGate
{
    private readonly ApiKeyDirectory _keys;
    private readonly bool? _required;
    private readonly bool _isOpen;

    public AccessGate(ApiKeyDirectory keys, IOptions<AccessOptions> access, IOptions<ServerOptions> server)
    {
        _keys = keys;
        _required = access.Value.Required;
        _isOpen = server.Value.IsLoopback || server.Value.AllowUnauthenticated;
    }

    /// <summary>Whether callers need a key.</summary>
    public bool NeedsKey => _required ?? (!_isOpen || _keys.HasKeys);
}
