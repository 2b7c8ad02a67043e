using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Embedding;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Search;
using SemanticCache.Core.Upstream;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;
using SemanticCache.TestUtils;

namespace SemanticCache.Server.Tests.Streaming;

/// <summary>The real service on a clock that stands still, in front of a provider that misbehaves.</summary>
public sealed class StreamingService : IAsyncLifetime
{
    private readonly TestDirectory _directory = new();
    private TestService? _service;
    private MisbehavingProvider? _provider;
    private MetricCollector<long>? _failures;
    private MetricCollector<long>? _admissions;

    /// <summary>The service.</summary>
    public TestService Service => _service ?? throw new InvalidOperationException("The fixture has not started.");

    /// <summary>Its clock.</summary>
    public ManualClock Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Its store.</summary>
    public InMemoryStore Store { get; } = new();

    internal MisbehavingProvider Provider => _provider ?? throw new InvalidOperationException("The fixture has not started.");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _provider = await MisbehavingProvider.StartAsync();
        _service = await TestService.StartAsync(_directory.Path, Configure, [.. Endpoint("openai", "OpenAI"), .. Endpoint("anthropic", "Anthropic"), "--Upstreams:Default=openai"]);
        await new ServiceCalls(Service.Client).CreateNamespaceAsync("messages", new Policy { Upstream = "anthropic" });
        var meters = Service.Services.GetRequiredService<IMeterFactory>();
        _failures = new MetricCollector<long>(meters, TelemetryNames.Meter, TelemetryNames.RequestFailures);
        _admissions = new MetricCollector<long>(meters, TelemetryNames.Meter, TelemetryNames.Admissions);
    }

    /// <summary>Tells the provider what to do, on a clock on which what happened before is long ago.</summary>
    public void Begin(Misbehaviour misbehaviour)
    {
        // Behind the window in which the endpoint's breakdowns are counted.
        Time.Advance(TimeSpan.FromMinutes(1));
        Provider.Will(misbehaviour);
        _failures!.Clear();
        _admissions!.Clear();
    }

    /// <summary>Completes when a failed request, or an answer that was not admitted, was counted with this reason and no other.</summary>
    public async Task WhenCountedAsync(string reason)
    {
        await TestUtils.Eventually.HoldsAsync(() => Reasons().Length > 0, TestContext.Current.CancellationToken);
        Assert.Equal([reason], Reasons());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Provider.DisposeAsync();
        _directory.Dispose();
    }

    private string[] Reasons() =>
        [.. new[] { _failures!, _admissions! }.SelectMany(counter => counter.GetMeasurementSnapshot()).Select(counted => (string)counted.Tags[TelemetryNames.ReasonTag]!)];

    private void Configure(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<ICacheStore>(Store);
        services.AddSingleton<IEmbedder>(new FakeEmbedder());
        services.AddSingleton(provider => new UpstreamRegistry(
            provider.GetRequiredService<IOptions<UpstreamsOptions>>(), provider.GetRequiredService<UpstreamClientFactory>()));
    }

    private string[] Endpoint(string name, string kind) =>
    [
        $"--Upstreams:Endpoints:{name}:Kind={kind}",
        $"--Upstreams:Endpoints:{name}:BaseAddress={Provider.Address}",
        $"--Upstreams:Endpoints:{name}:Retries=0",
        $"--Upstreams:Endpoints:{name}:MaximumAnswerBytes=1048576",
    ];
}
