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

    /// <summary>Returns the medians in words.</summary>
    public string Medians() => string.Join(", ", _seconds.OrderBy(stage => stage.Key, StringComparer.Ordinal).Select(
        stage => string.Create(CultureInfo.InvariantCulture, $"{stage.Key} {1000 * stage.Value.Order().ElementAt(stage.Value.Count / 2):0.000} ms")));

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();
}
