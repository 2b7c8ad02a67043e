using System.Diagnostics.Metrics;

namespace SemanticCache.Core.Reporting;

/// <summary>The instruments of the upstreams.</summary>
internal sealed class UpstreamMetrics
{
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _hedges;
    private readonly Counter<long> _tokensCached;

    public UpstreamMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(TelemetryNames.Meter);
        _attempts = meter.CreateCounter<long>(TelemetryNames.UpstreamAttempts, "{attempt}", "Times that an endpoint was asked, by how that began: retries and fallbacks count each.");
        _hedges = meter.CreateCounter<long>(TelemetryNames.UpstreamHedges, "{attempt}", "Times that an endpoint was asked because another kept its caller waiting, by whether it began first.");
        _tokensCached = meter.CreateCounter<long>(TelemetryNames.TokensCached, "{token}", "Tokens of prompts that providers read from their own prompt caches.");
    }

    /// <summary>Counts an attempt.</summary>
    public void Attempted(string endpoint, string result) => _attempts.Add(1, Endpoint(endpoint), Reason(result));

    /// <summary>Counts an endpoint that was asked beside another.</summary>
    public void Hedged(string endpoint, bool won) => _hedges.Add(1, Endpoint(endpoint), Reason(won ? "won" : "lost"));

    /// <summary>Counts the tokens of a prompt that the provider had in its prompt cache.</summary>
    public void PromptCached(string endpoint, int tokens)
    {
        if (tokens > 0)
        {
            _tokensCached.Add(tokens, Endpoint(endpoint));
        }
    }

    private static KeyValuePair<string, object?> Endpoint(string name) => new(TelemetryNames.EndpointTag, name);

    private static KeyValuePair<string, object?> Reason(string reason) => new(TelemetryNames.ReasonTag, reason);
}
