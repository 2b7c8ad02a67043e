using SemanticCache.Core.Reporting;
using SemanticCache.Core.Upstream.Anthropic;
using SemanticCache.Core.Upstream.OpenAI;
using SemanticCache.Core.Upstream.Resilience;
using SemanticCache.Core.Upstream.Routes;
using SemanticCache.Core.Upstream.Simulated;
using SemanticCache.Core.Upstream.Tracing;

namespace SemanticCache.Core.Upstream;

/// <summary>Creates the clients of endpoints and routes.</summary>
internal sealed class UpstreamClientFactory
{
    private readonly IHttpClientFactory _http;
    private readonly UpstreamMetrics _metrics;
    private readonly TimeProvider _time;

    public UpstreamClientFactory(IHttpClientFactory http, UpstreamMetrics metrics, TimeProvider time)
    {
        _metrics = metrics;
        _http = http;
        _time = time;
    }

    /// <summary>The name of the HTTP client of an endpoint.</summary>
    public static string HttpClientName(string endpoint) => "upstream:" + endpoint;

    /// <summary>Creates the client of the endpoint of that name, with its retries and its names of models.</summary>
    public IUpstreamClient Create(string name, UpstreamEndpointOptions options)
    {
        var traced = new TracedUpstreamClient(CreateBare(name, options), UpstreamTarget.Of(name, options), _metrics, _time);
        var resilient = new ResilientUpstreamClient(name, traced, options.Retries, _metrics, _time);
        return options.Models.Count == 0 ? resilient : new AliasingUpstreamClient(resilient, options.Models);
    }

    /// <summary>Creates the same, watched for routes.</summary>
    public RouteEndpoint CreateWatched(string name, UpstreamEndpointOptions options) => new(name, Create(name, options), _time);

    /// <summary>Creates the client of the route of that name.</summary>
    public UpstreamRoute CreateRoute(string name, UpstreamRouteOptions options, IReadOnlyDictionary<string, RouteEndpoint> endpoints) =>
        new(name, options, endpoints, new Random(1), (_metrics, _time));

    private IUpstreamClient CreateBare(string name, UpstreamEndpointOptions options) => options.Kind switch
    {
        UpstreamKind.Simulated => new SimulatedUpstreamClient(options.Simulated, _time),
        UpstreamKind.OpenAI => new OpenAIUpstreamClient(() => _http.CreateClient(HttpClientName(name)), options, _time),
        UpstreamKind.AzureOpenAI => new AzureOpenAIUpstreamClient(() => _http.CreateClient(HttpClientName(name)), options, _time),
        UpstreamKind.Anthropic => new AnthropicUpstreamClient(() => _http.CreateClient(HttpClientName(name)), options, _time),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Kind, "Unknown kind of upstream."),
    };
}
