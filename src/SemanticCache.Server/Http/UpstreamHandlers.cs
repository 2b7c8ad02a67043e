using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Upstream;
using SemanticCache.Core.Upstream.Http;

namespace SemanticCache.Server.Http;

/// <summary>One connection pool for each upstream that paths are passed on to.</summary>
internal sealed class UpstreamHandlers : IDisposable
{
    private readonly ConcurrentDictionary<string, HttpMessageInvoker> _invokers = new(StringComparer.OrdinalIgnoreCase);
    private readonly UpstreamsOptions _upstreams;

    public UpstreamHandlers(IOptions<UpstreamsOptions> upstreams)
    {
        _upstreams = upstreams.Value;
    }

    /// <summary>Returns what sends requests to an upstream.</summary>
    public HttpMessageInvoker Of(string name) => _invokers.GetOrAdd(name, static (name, upstreams) => new HttpMessageInvoker(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = TraceHeaders.Instance,
        UseCookies = false,
        AutomaticDecompression = System.Net.DecompressionMethods.None,
        ConnectTimeout = upstreams.Endpoints[name].ConnectTimeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    }), _upstreams);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var invoker in _invokers.Values)
        {
            invoker.Dispose();
        }
    }
}
