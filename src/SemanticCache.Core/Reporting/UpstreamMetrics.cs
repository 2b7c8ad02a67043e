using System.Diagnostics.Metrics;

namespace SemanticCache.Core.Reporting;

/// <summary>The instruments of the upstreams.</summary>
internal sealed class UpstreamMetrics
{
    private readonly Counter<long> _attempts;

    public UpstreamMetrics(IMeterFactory meters)
    {
        _attempts = meters.Create(TelemetryNames.Meter)
            .CreateCounter<long>(TelemetryNames.UpstreamAttempts, "{attempt}", "Times that an endpoint was asked, by how that began: retries and fallbacks count each.");
    }

    /// <summary>Counts an attempt.</summary>
    public void Attempted(string endpoint, string result) => _attempts.Add(
        1, new KeyValuePair<string, object?>(TelemetryNames.EndpointTag, endpoint), new KeyValuePair<string, object?>(TelemetryNames.ReasonTag, result));
}
