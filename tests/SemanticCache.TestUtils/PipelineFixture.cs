using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Embedding;
using SemanticCache.Core.Merging;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Records;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Search;
using SemanticCache.Core.Upstream;

namespace SemanticCache.TestUtils;

/// <summary>The real pipeline between fakes: embedder, verifier, store, upstream and clock.</summary>
internal sealed class PipelineFixture : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private bool _stopped;

    private PipelineFixture(Dictionary<string, string?> settings, bool withVerifier, Action<IServiceCollection>? configure)
    {
        settings.TryAdd("Namespaces:AutoCreate", "true");

        // Tests that move the clock far have other things in mind.
        settings.TryAdd("Merging:Enabled", "false");
        settings.TryAdd("Jobs:Enabled", "false");
        settings.TryAdd("Reporting:FlushInterval", "00:01:00");
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddSingleton<TimeProvider>(Time);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(Logs)));
        services.AddSingleton<IEmbedder>(Embedder);
        services.AddSingleton<ICacheStore>(Store);
        services.AddSingleton<INamespaceStore>(Store);
        services.AddSingleton<IRecordStore>(Store);
        services.AddSingleton(new UpstreamRegistry([KeyValuePair.Create<string, IUpstreamClient>("scripted", Upstream)], "scripted"));
        if (withVerifier)
        {
            services.AddSingleton<IVerifier>(Verifier);
        }

        configure?.Invoke(services);
        _services = services.AddSemanticCache().BuildServiceProvider(validateScopes: true);
        Requests = Collect<double>(TelemetryNames.RequestDuration);
        StageFailures = Collect<long>(TelemetryNames.StageFailures);
        Admissions = Collect<long>(TelemetryNames.Admissions);
        Drops = Collect<long>(TelemetryNames.WriteBackDrops);
        Evictions = Collect<long>(TelemetryNames.Evictions);
        Merges = Collect<long>(TelemetryNames.Merges);
        MergePairs = Collect<long>(TelemetryNames.MergePairs);
    }

    public ManualClock Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public FakeLogCollector Logs { get; } = new();

    public FakeEmbedder Embedder { get; } = new();

    public FakeVerifier Verifier { get; } = new();

    public InMemoryStore Store { get; } = new();

    public ScriptedUpstream Upstream { get; } = new();

    public MetricCollector<double> Requests { get; }

    public MetricCollector<long> StageFailures { get; }

    public MetricCollector<long> Admissions { get; }

    public MetricCollector<long> Drops { get; }

    public MetricCollector<long> Evictions { get; }

    public MetricCollector<long> Merges { get; }

    public MetricCollector<long> MergePairs { get; }

    public CachePipeline Pipeline => Get<CachePipeline>();

    public NamespaceDirectory Namespaces => Get<NamespaceDirectory>();

    /// <summary>Builds the pipeline and starts its workers.</summary>
    public static async Task<PipelineFixture> StartAsync(
        Dictionary<string, string?>? settings = null, bool withVerifier = true, Action<IServiceCollection>? configure = null)
    {
        var fixture = new PipelineFixture(settings ?? [], withVerifier, configure);
        foreach (var worker in fixture._services.GetServices<IHostedService>())
        {
            await worker.StartAsync(CancellationToken.None);
        }

        // Workers begin on their own threads: their timers must be there before a test moves the clock.
        await fixture.Time.WhenTimersCreatedAsync(fixture.Get<IOptions<MergingOptions>>().Value.Enabled ? 5 : 4);
        return fixture;
    }

    public T Get<T>()
        where T : notnull =>
        _services.GetRequiredService<T>();

    /// <summary>Gives a namespace a policy.</summary>
    public async Task SetPolicyAsync(NamespacePolicy policy, string name = "bot")
    {
        var found = await Namespaces.ResolveAsync(name, CancellationToken.None);
        await Namespaces.UpdateAsync(name, policy, found!.Version, CancellationToken.None);
    }

    /// <summary>Completes a request and reads its whole answer.</summary>
    public async Task<WholeReply> CompleteAsync(CacheRequest request, CancellationToken cancellationToken, bool stream = false)
    {
        await using var reply = await Pipeline.CompleteAsync(request, stream, cancellationToken);
        return await WholeReply.ReadAsync(reply, cancellationToken);
    }

    /// <summary>Completes a request and waits until its answer is stored.</summary>
    public async Task<WholeReply> CompleteAndStoreAsync(CacheRequest request, CancellationToken cancellationToken)
    {
        var before = Store.Entries.Count;
        var reply = await CompleteAsync(request, cancellationToken);
        await Store.WhenStoredAsync(before + 1, cancellationToken);
        return reply;
    }

    /// <summary>Stops the workers; what is queued is stored before.</summary>
    public async Task StopAsync()
    {
        _stopped = true;
        foreach (var worker in _services.GetServices<IHostedService>())
        {
            await worker.StopAsync(CancellationToken.None).WaitAsync(Patience.Longest);
        }
    }

    /// <summary>The outcomes of the requests reported so far.</summary>
    public IReadOnlyList<string> ReportedOutcomes() =>
        [.. Requests.GetMeasurementSnapshot().Select(measured => (string)measured.Tags[TelemetryNames.OutcomeTag]!)];

    public async ValueTask DisposeAsync()
    {
        Embedder.Fault.Clear();
        Verifier.Fault.Clear();
        Store.Reads.Clear();
        Store.Writes.Clear();
        if (!_stopped)
        {
            await StopAsync();
        }

        await _services.DisposeAsync();
    }

    private MetricCollector<T> Collect<T>(string instrument)
        where T : struct =>
        new(Get<IMeterFactory>(), TelemetryNames.Meter, instrument, Time);
}
