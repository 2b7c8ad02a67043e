using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Time.Testing;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Upstream;
using SemanticCache.Core.Upstream.Routes;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Upstream.Routes;

/// <summary>Endpoints by the names a, b and c whose answers the test writes, a clock that the test moves, and routes among them.</summary>
internal sealed class RouteFixture : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public RouteFixture()
    {
        var meters = _services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>();
        Metrics = new UpstreamMetrics(meters);
        Hedges = new MetricCollector<long>(meters, TelemetryNames.Meter, TelemetryNames.UpstreamHedges);
        Scripts = "abc".ToDictionary(name => name.ToString(), _ => new ScriptedUpstream { IsManual = true });
        Endpoints = Scripts.ToDictionary(script => script.Key, script => new RouteEndpoint(script.Key, script.Value, Time));
    }

    public static UpstreamRequest Request { get; } = new() { Messages = [new ChatMessage(ChatRole.User, "why?")], Model = "large", Stream = true };

    public FakeTimeProvider Time { get; } = new();

    public UpstreamMetrics Metrics { get; }

    public MetricCollector<long> Hedges { get; }

    public IReadOnlyDictionary<string, ScriptedUpstream> Scripts { get; }

    public IReadOnlyDictionary<string, RouteEndpoint> Endpoints { get; }

    public UpstreamRoute Route(Action<UpstreamRouteOptions> configure, string endpoints = "a")
    {
        var options = new UpstreamRouteOptions();
        foreach (var name in endpoints)
        {
            options.Endpoints.Add(name.ToString());
        }

        configure(options);
        return new UpstreamRoute("r", options, Endpoints, new Random(1), (Metrics, Time));
    }

    /// <summary>A client that asks the endpoints in the order of their names, each the fallback of those before it.</summary>
    public RacingUpstreamClient InOrder(TimeSpan? hedgeAfter = null, string endpoints = "abc")
    {
        var first = new EndpointBalancer([Endpoints[endpoints[..1]]], new Random(1));
        return new RacingUpstreamClient(first, [.. endpoints.Skip(1).Select(name => Endpoints[name.ToString()])], hedgeAfter, Metrics, Time);
    }

    public static async Task<string> TextAsync(IUpstreamClient client, UpstreamRequest? request = null, CancellationToken cancellationToken = default)
    {
        var capture = new AnswerCapture();
        await foreach (var part in client.AskAsync(request ?? Request, cancellationToken))
        {
            capture.Add(part);
        }

        return capture.Finish()!.Text;
    }

    public void Dispose()
    {
        Hedges.Dispose();
        _services.Dispose();
    }
}
