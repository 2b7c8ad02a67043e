using Google.Protobuf.WellKnownTypes;
using SemanticCache.Cli.Decisions;
using SemanticCache.Cli.Invocation;
using SemanticCache.Client;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Reports;

/// <summary>Asks the service for all that a report consists of.</summary>
internal sealed class ReportReader
{
    private const int ListedNearMisses = 20;
    private const int ListedTopMisses = 20;

    // The figures over time and the latencies; with details also the sweep, the near misses and the top misses.
    private const int StepsOfNamespace = 2;
    private const int StepsOfDetails = 3;

    private readonly SemanticCacheClient _client;
    private readonly Terminal _terminal;
    private readonly CancellationToken _cancellationToken;

    public ReportReader(SemanticCacheClient client, Terminal terminal, CancellationToken cancellationToken)
    {
        _client = client;
        _terminal = terminal;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Reads the report on one namespace in all details, or on every one that the caller may see.</summary>
    /// <param name="name">The namespace; null for all.</param>
    /// <param name="since">How far back.</param>
    /// <param name="targetPrecision">The share of hits that must be right; null for what the policy says.</param>
    public async Task<ReportResult> ReadAsync(string? name, TimeSpan since, double? targetPrecision)
    {
        var end = _terminal.Time.GetUtcNow();
        var start = (end - since).ToTimestamp();
        var request = new GetSummaryRequest { Namespace = name ?? "", StartTime = start };
        var found = await _client.Reports.GetSummaryAsync(request, null, Deadlines.ForCall(_terminal.Time), _cancellationToken);
        var steps = found.Namespaces.Count * (StepsOfNamespace + (name is null ? 0 : StepsOfDetails));
        return await WorkProgress.ShowAsync(_terminal, "Reading the report", steps, async step =>
        {
            var reports = new List<NamespaceReport>();
            foreach (var summary in found.Namespaces)
            {
                var report = await ReadAsync(summary, start, step);
                reports.Add(name is null ? report : await WithDetailsAsync(report, start, targetPrecision, step));
            }

            return new ReportResult(end - since, end, reports);
        });
    }

    private async Task<NamespaceReport> ReadAsync(NamespaceSummary summary, Timestamp start, Action step)
    {
        var name = summary.Namespace;
        var deadline = Deadlines.ForCall(_terminal.Time);
        var latency = await _client.Reports.GetLatencyAsync(new GetLatencyRequest { Namespace = name, StartTime = start }, null, deadline, _cancellationToken);
        step();
        var series = await _client.Reports.GetTimeSeriesAsync(new GetTimeSeriesRequest { Namespace = name, StartTime = start }, null, deadline, _cancellationToken);
        step();
        return NamespaceReport.Of(summary, latency, series);
    }

    private async Task<NamespaceReport> WithDetailsAsync(NamespaceReport report, Timestamp start, double? targetPrecision, Action step)
    {
        var name = report.Namespace;
        var deadline = Deadlines.ForDecisionLog(_terminal.Time);
        var asked = new GetThresholdSweepRequest { Namespace = name, StartTime = start };
        if (targetPrecision is { } target)
        {
            asked.TargetPrecision = target;
        }

        var sweep = await _client.Reports.GetThresholdSweepAsync(asked, null, deadline, _cancellationToken);
        step();
        var nearMisses = await _client.Reports.ListNearMissesAsync(
            new ListNearMissesRequest { Namespace = name, StartTime = start, Unjudged = true, PageSize = ListedNearMisses }, null, deadline, _cancellationToken);
        step();
        var topMisses = await _client.Reports.ListTopMissesAsync(
            new ListTopMissesRequest { Namespace = name, StartTime = start, Limit = ListedTopMisses }, null, deadline, _cancellationToken);
        step();
        return report with
        {
            Sweep = SweepCurve.Of(sweep),
            NearMisses = [.. nearMisses.Decisions.Select(DecisionResult.Of)],
            TopMisses = TopMissesResult.Of(topMisses),
        };
    }
}
