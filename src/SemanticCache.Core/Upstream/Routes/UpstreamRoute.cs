using SemanticCache.Core.Reporting;
using SemanticCache.Core.Upstream.Routes.Shaping;

namespace SemanticCache.Core.Upstream.Routes;

/// <summary>A configured route: its rules decide, its endpoints answer.</summary>
internal sealed class UpstreamRoute : IUpstreamClient
{
    private readonly string _name;
    private readonly IUpstreamClient _usual;
    private readonly IReadOnlyList<(RouteRule Rule, IUpstreamClient Client)> _rules;
    private readonly RequestShaper _shaper;

    /// <param name="name">The route's name.</param>
    /// <param name="options">Its valid settings.</param>
    /// <param name="endpoints">All endpoints by name.</param>
    /// <param name="random">Draws among the equal endpoints.</param>
    /// <param name="services">What counts the times that two endpoints are asked, and the clock.</param>
    public UpstreamRoute(
        string name, UpstreamRouteOptions options, IReadOnlyDictionary<string, RouteEndpoint> endpoints, Random random, (UpstreamMetrics Metrics, TimeProvider Time) services)
    {
        _name = name;
        _shaper = new RequestShaper(options);
        _usual = Client(options.Endpoints);
        _rules = [.. options.Rules.Select(rule => (new RouteRule(rule), rule.Endpoint.Length == 0 ? _usual : Client([rule.Endpoint])))];

        RacingUpstreamClient Client(IList<string> equals) => new(
            new EndpointBalancer([.. equals.Select(equal => endpoints[equal])], random),
            [.. options.Fallbacks.Where(fallback => !equals.Contains(fallback, StringComparer.OrdinalIgnoreCase)).Select(fallback => endpoints[fallback])],
            options.HedgeAfter, services.Metrics, services.Time);
    }

    /// <summary>Decides on a request.</summary>
    public UpstreamPlan Plan(UpstreamRequest request)
    {
        var number = 0;
        while (number < _rules.Count && !_rules[number].Rule.Fits(request))
        {
            number++;
        }

        var (rule, client) = number < _rules.Count ? _rules[number] : (null, _usual);
        var (shaped, shaping) = _shaper.Shape(rule is { Model.Length: > 0 } ? request.WithModel(rule.Model) : request);
        return new UpstreamPlan(client, shaped, new RouteChoice(_name, rule is null ? null : number, shaping));
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<AnswerEvent> AskAsync(UpstreamRequest request, CancellationToken cancellationToken) => Plan(request).AskAsync(cancellationToken);
}
