using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Components;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Admin.Components.Parts;

namespace SemanticCache.Server.Admin.Components.Pages;

/// <summary>What the cache did of late: figures, and how they moved.</summary>
public sealed partial class Overview : CallingComponent
{
    private GetSummaryResponse? _summary;
    private GetLatencyResponse _latency = new();
    private string _space = "";
    private TimeSpan _span = SpanChoice.Hour;
    private IReadOnlyList<DateTimeOffset> _times = [];
    private IReadOnlyList<ChartSeries> _rates = [new("all hits", []), new("semantic hits", [])];
    private IReadOnlyList<ChartSeries> _requests = [new("requests", []), new("hits", [])];
    private IReadOnlyList<ChartSeries> _latencies = [new("hits", []), new("misses", [])];
    private IReadOnlyList<ChartSeries> _costs = [new("saved", []), new("spent", [])];

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private double HitRate => Sum(space => space.Requests - space.Errors) is var answered and > 0 ? (double)Sum(Hits) / answered : 0;

    private string SavedText
    {
        get
        {
            var (saved, spent) = (_summary!.Namespaces.Sum(space => space.CostSaved), _summary.Namespaces.Sum(space => space.CostSpent));
            return saved + spent > 0 ? $"{WireText.Money(saved)} ({WireText.Percent(saved / (saved + spent))})" : WireText.Money(saved);
        }
    }

    /// <inheritdoc/>
    protected override Task StartAsync() => LoadAsync();

    private static long Hits(NamespaceSummary space) => space.ExactHits + space.SemanticHits + space.StaleHits;

    private static long Hits(TimeSeriesPoint point) => point.ExactHits + point.SemanticHits + point.StaleHits;

    private static double? Milliseconds(LatencySummary? latency) => latency?.P50.ToTimeSpan().TotalMilliseconds;

    private Task ChooseAsync(string name)
    {
        _space = name;
        return LoadAsync();
    }

    private Task SpanAsync(TimeSpan span)
    {
        _span = span;
        return LoadAsync();
    }

    private async Task LoadAsync() => await TryAsync(async () =>
    {
        var start = (Time.GetUtcNow() - _span).ToTimestamp();
        var summary = Clients.Reports.GetSummaryAsync(new GetSummaryRequest { Namespace = _space, StartTime = start }, cancellationToken: Gone).ResponseAsync;
        var latency = Clients.Reports.GetLatencyAsync(new GetLatencyRequest { Namespace = _space, StartTime = start }, cancellationToken: Gone).ResponseAsync;
        var series = await Clients.Reports.GetTimeSeriesAsync(new GetTimeSeriesRequest { Namespace = _space, StartTime = start }, cancellationToken: Gone);
        (_summary, _latency) = (await summary, await latency);
        Draw(series.Points);
    });

    // A share of nothing is no point of a line.
    private void Draw(IReadOnlyList<TimeSeriesPoint> points)
    {
        _times = [.. points.Select(point => point.Time.ToDateTimeOffset())];
        _rates = [Line("all hits", Hits), Line("semantic hits", point => point.SemanticHits)];
        _requests = [new("requests", [.. points.Select(point => (double?)point.Requests)]), new("hits", [.. points.Select(point => (double?)Hits(point))])];
        _latencies = [new("hits", [.. points.Select(point => Milliseconds(point.HitLatency))]), new("misses", [.. points.Select(point => Milliseconds(point.MissLatency))])];
        _costs = [new("saved", [.. points.Select(point => (double?)point.CostSaved)]), new("spent", [.. points.Select(point => (double?)point.CostSpent)])];

        ChartSeries Line(string name, Func<TimeSeriesPoint, long> part) => new(
            name, [.. points.Select(point => point.Requests > point.Errors ? 100.0 * part(point) / (point.Requests - point.Errors) : default(double?))]);
    }

    private long Sum(Func<NamespaceSummary, long> figure) => _summary!.Namespaces.Sum(figure);
}
