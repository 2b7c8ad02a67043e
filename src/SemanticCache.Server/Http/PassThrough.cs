using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Upstream;
using SemanticCache.Core.Upstream.Anthropic;
using SemanticCache.Server.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace SemanticCache.Server.Http;

/// <summary>Passes every other path under <c>/v1/</c> on to the namespace's upstream and back, unread, so that nothing of a bot breaks.</summary>
internal sealed class PassThrough
{
    private const string Root = "/v1";

    private readonly IHttpForwarder _forwarder;
    private readonly UpstreamNames _names;
    private readonly UpstreamsOptions _upstreams;
    private readonly UpstreamHandlers _handlers;

    public PassThrough(IHttpForwarder forwarder, UpstreamNames names, IOptions<UpstreamsOptions> upstreams, UpstreamHandlers handlers)
    {
        _forwarder = forwarder;
        _names = names;
        _upstreams = upstreams.Value;
        _handlers = handlers;
    }

    /// <summary>Passes a request on.</summary>
    public async Task HandleAsync(HttpContext context, IErrorShape errors)
    {
        context.Response.Headers["X-Cache-Status"] = "BYPASS";
        context.Response.Headers["X-Cache-Reason"] = "not_cacheable_path";
        var name = UpstreamOf(context);
        if (!_upstreams.Endpoints.TryGetValue(name, out var endpoint) || endpoint.BaseAddress is not { } address)
        {
            await errors.WriteAsync(
                context.Response, StatusCodes.Status404NotFound, "unknown_path",
                $"The upstream '{name}' is simulated: of the paths under /v1/ it knows chat/completions, messages and models only.");
            return;
        }

        var error = await _forwarder.SendAsync(
            context, address.GetLeftPart(UriPartial.Authority), _handlers.Of(name), ForwarderRequestConfig.Empty, new Transformer(endpoint));
        if (error is not ForwarderError.None && !context.Response.HasStarted)
        {
            await errors.WriteAsync(context.Response, (int)HttpStatusCode.BadGateway, "upstream_unavailable", $"The upstream cannot be reached ({error}).");
        }
    }

    /// <summary>Tells whether a provider stands behind a request's namespace, and not the simulation.</summary>
    public bool HasProvider(HttpContext context) =>
        _upstreams.Endpoints.TryGetValue(UpstreamOf(context), out var endpoint) && endpoint.BaseAddress is not null;

    private string UpstreamOf(HttpContext context) => _names.Of(CacheHeaders.ReadNamespace(context.Request.Headers, []));

    // The upstream's own root takes the place of ours, and its configured key that of the caller's.
    private sealed class Transformer : HttpTransformer
    {
        private readonly UpstreamEndpointOptions _endpoint;

        public Transformer(UpstreamEndpointOptions endpoint)
        {
            _endpoint = endpoint;
        }

        public override async ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
            httpContext.Request.Path.StartsWithSegments(Root, out var rest);
            var target = _endpoint.BaseAddress!.AbsoluteUri.TrimEnd('/') + rest.ToUriComponent() + httpContext.Request.QueryString;
            proxyRequest.RequestUri = new Uri(target);
            proxyRequest.Headers.Host = null;
            foreach (var header in proxyRequest.Headers.Where(header => header.Key.StartsWith(CacheHeaders.Prefix, StringComparison.OrdinalIgnoreCase)).ToArray())
            {
                proxyRequest.Headers.Remove(header.Key);
            }

            if (_endpoint.ApiKey.Length > 0)
            {
                SetKey(proxyRequest.Headers);
            }
        }

        // The caller's own keys must not reach a provider that is asked with the configured one.
        private void SetKey(HttpRequestHeaders headers)
        {
            headers.Authorization = null;
            headers.Remove(AnthropicHeaders.ApiKey);
            if (_endpoint.Kind is not UpstreamKind.Anthropic)
            {
                headers.Authorization = new AuthenticationHeaderValue("Bearer", _endpoint.ApiKey);
                return;
            }

            headers.Add(AnthropicHeaders.ApiKey, _endpoint.ApiKey);
            if (!headers.Contains(AnthropicHeaders.Version))
            {
                headers.Add(AnthropicHeaders.Version, AnthropicHeaders.DefaultVersion);
            }
        }
    }
}
