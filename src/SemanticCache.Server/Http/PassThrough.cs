using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Upstream;
using SemanticCache.Core.Upstream.Anthropic;
using SemanticCache.Server.Access;
using SemanticCache.Server.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace SemanticCache.Server.Http;

/// <summary>Passes every other path under <c>/v1/</c> on to the namespace's upstream and back, unread, so that nothing of a bot breaks.</summary>
internal sealed class PassThrough
{
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
        if (!HasPaths(name, out var endpoint))
        {
            await errors.WriteAsync(
                context.Response, StatusCodes.Status404NotFound, "unknown_path",
                $"The upstream '{name}' is {(endpoint?.Kind is UpstreamKind.AzureOpenAI ? "Azure's, whose paths are others" : "simulated")}: of the paths under /v1/ it knows chat/completions, responses, messages and models only.");
            return;
        }

        var error = await _forwarder.SendAsync(
            context, endpoint.BaseAddress!.GetLeftPart(UriPartial.Authority), _handlers.Of(name), ForwarderRequestConfig.Empty, new Transformer(endpoint));
        if (error is not ForwarderError.None && !context.Response.HasStarted)
        {
            await errors.WriteAsync(context.Response, (int)HttpStatusCode.BadGateway, "upstream_unavailable", $"The upstream cannot be reached ({error}).");
        }
    }

    /// <summary>Tells whether behind a request's namespace stands a provider with the same paths.</summary>
    public bool HasProvider(HttpContext context) => HasPaths(UpstreamOf(context), out _);

    /// <summary>Returns the models that the configuration knows of a request's upstream.</summary>
    public IEnumerable<string> ModelsOf(HttpContext context) => _upstreams.Endpoints.TryGetValue(UpstreamOf(context), out var endpoint)
        ? endpoint.Models.Keys.Append(endpoint.Model).Where(model => model.Length > 0).Distinct(StringComparer.Ordinal)
        : [];

    private bool HasPaths(string name, [NotNullWhen(true)] out UpstreamEndpointOptions? endpoint) =>
        _upstreams.Endpoints.TryGetValue(name, out endpoint) && endpoint is { BaseAddress: not null, Kind: not UpstreamKind.AzureOpenAI };

    private string UpstreamOf(HttpContext context) => _upstreams.EndpointOf(_names.Of(CacheHeaders.ReadNamespace(context.Request.Headers, [])));

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
            httpContext.Request.Path.StartsWithSegments(HttpFronts.Root, out var rest);
            var target = _endpoint.BaseAddress!.AbsoluteUri.TrimEnd('/') + rest.ToUriComponent() + httpContext.Request.QueryString;
            proxyRequest.RequestUri = new Uri(target);
            proxyRequest.Headers.Host = null;
            foreach (var header in proxyRequest.Headers.Where(header => header.Key.StartsWith(CacheHeaders.Prefix, StringComparison.OrdinalIgnoreCase)).ToArray())
            {
                proxyRequest.Headers.Remove(header.Key);
            }

            foreach (var header in proxyRequest.Headers.Where(header => PresentedKey.IsOurs(string.Join(',', header.Value))).ToArray())
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
