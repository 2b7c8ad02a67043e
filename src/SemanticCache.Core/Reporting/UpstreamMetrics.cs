using System.Diagnostics;
using System.Diagnostics.Metrics;
using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Reporting;

/// <summary>The instruments of the upstreams.</summary>
internal sealed class UpstreamMetrics
{
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _hedges;
    private readonly Counter<long> _tokensCached;
    private readonly Histogram<double> _chatDuration;
    private readonly Histogram<long> _chatTokens;

    public UpstreamMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(TelemetryNames.Meter);
        _attempts = meter.CreateCounter<long>(TelemetryNames.UpstreamAttempts, "{attempt}", "Times that an endpoint was asked, by how that began: retries and fallbacks count each.");
        _hedges = meter.CreateCounter<long>(TelemetryNames.UpstreamHedges, "{attempt}", "Times that an endpoint was asked because another kept its caller waiting, by whether it began first.");
        _tokensCached = meter.CreateCounter<long>(TelemetryNames.TokensCached, "{token}", "Tokens of prompts that providers read from their own prompt caches.");
        _chatDuration = meter.CreateHistogram(TelemetryNames.ChatDuration, "s", "Time from asking an endpoint to the last part of its answer.", null, Buckets.Seconds);
        _chatTokens = meter.CreateHistogram(TelemetryNames.ChatTokens, "{token}", "Tokens of a request or an answer, as the endpoint counts them.", null, Buckets.Tokens);
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

    /// <summary>Notes how long it took to ask an endpoint, to its answer's last part.</summary>
    public void ChatEnded(TimeSpan elapsed, in TagList tags) => _chatDuration.Record(elapsed.TotalSeconds, tags);

    /// <summary>Notes the tokens of an answered request; an endpoint that does not count them tells zero.</summary>
    public void TokensUsed(TokenUsage usage, in TagList tags)
    {
        Used(usage.InputTokens, "input", tags);
        Used(usage.OutputTokens, "output", tags);
    }

    private void Used(int tokens, string type, TagList tags)
    {
        if (tokens > 0)
        {
            tags.Add(TelemetryNames.TokenTypeTag, type);
            _chatTokens.Record(tokens, tags);
        }
    }

    private static KeyValuePair<string, object?> Endpoint(string name) => new(TelemetryNames.EndpointTag, name);

    private static KeyValuePair<string, object?> Reason(string reason) => new(TelemetryNames.ReasonTag, reason);
}
