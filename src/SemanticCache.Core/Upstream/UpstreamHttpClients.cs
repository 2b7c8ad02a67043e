using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Upstream.Http;

namespace SemanticCache.Core.Upstream;

/// <summary>Sets up the HTTP client of every configured endpoint.</summary>
internal sealed class UpstreamHttpClients : IConfigureNamedOptions<HttpClientFactoryOptions>
{
    private readonly IOptions<UpstreamsOptions> _upstreams;

    public UpstreamHttpClients(IOptions<UpstreamsOptions> upstreams)
    {
        _upstreams = upstreams;
    }

    /// <inheritdoc/>
    public void Configure(HttpClientFactoryOptions options)
    {
    }

    /// <inheritdoc/>
    public void Configure(string? name, HttpClientFactoryOptions options)
    {
        foreach (var (endpoint, settings) in _upstreams.Value.Endpoints)
        {
            if (name == UpstreamClientFactory.HttpClientName(endpoint))
            {
                Configure(settings, options);
            }
        }
    }

    private static void Configure(UpstreamEndpointOptions settings, HttpClientFactoryOptions options)
    {
        // Connections are renewed by their own lifetime below, not with the factory's handlers.
        options.HandlerLifetime = Timeout.InfiniteTimeSpan;
        options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = new SocketsHttpHandler
        {
            ConnectTimeout = settings.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = TraceHeaders.Instance,
        });
        options.HttpClientActions.Add(client =>
        {
            client.BaseAddress = WithTrailingSlash(settings.BaseAddress);

            // The client's own timeout would also cut long streams; the endpoint's timeouts say what may take how long.
            client.Timeout = Timeout.InfiniteTimeSpan;
        });
    }

    // Without the slash, a relative address would replace the last segment ("…/v1") instead of following it.
    private static Uri? WithTrailingSlash(Uri? address) =>
        address is null || address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
}
