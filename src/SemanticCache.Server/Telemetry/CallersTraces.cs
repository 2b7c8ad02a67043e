using System.Diagnostics;

namespace SemanticCache.Server.Telemetry;

/// <summary>Has every request continue its caller's trace, so that upstreams hear of it, also where nobody records spans here.</summary>
/// <remarks>ASP.NET does so by itself only while its log is on or a collector is configured.</remarks>
internal sealed class CallersTraces : IHostedService, IDisposable
{
    private const string AspNetCore = "Microsoft.AspNetCore";

    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = source => source.Name == AspNetCore,
        Sample = static (ref _) => ActivitySamplingResult.PropagationData,
    };

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ActivitySource.AddActivityListener(_listener);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();
}
