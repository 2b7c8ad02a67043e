using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using SemanticCache.Core.Reporting;

namespace SemanticCache.Benchmarks.Load;

/// <summary>Listens to how long each stage takes, to say where the time of a call goes.</summary>
internal sealed class StageTimes : IDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentBag<double>> _seconds = new();
    private readonly MeterListener _listener = new();

    /// <summary>Begins to listen.</summary>
    public StageTimes()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == TelemetryNames.StageDuration)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>(
            (_, seconds, tags, _) => _seconds.GetOrAdd((string)tags[0].Value!, _ => []).Add(seconds));
        _listener.Start();
    }

    /// <summary>Returns the median and the 95th percentile of each stage in words.</summary>
    public string Summary() => string.Join(", ", _seconds.OrderBy(stage => stage.Key, StringComparer.Ordinal).Select(
        stage => string.Create(CultureInfo.InvariantCulture, $"{stage.Key} {At(stage.Value, 0.5):0.000} / {At(stage.Value, 0.95):0.000} ms")));

    private static double At(ConcurrentBag<double> seconds, double share) => 1000 * seconds.Order().ElementAt((int)(share * (seconds.Count - 1)));

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();
}
