using System.Diagnostics.Metrics;
using SemanticCache.Core.Reporting;

namespace SemanticCache.Server.Tests.Docker;

/// <summary>The names under which the service's instruments stand at <c>/metrics</c>, whether they have measured or not.</summary>
internal static class ExportedNames
{
    /// <summary>Returns the names of the instruments that exist in this process.</summary>
    public static IReadOnlySet<string> OfInstruments()
    {
        var instruments = new List<Instrument>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == TelemetryNames.Meter)
                {
                    instruments.Add(instrument);
                }
            },
        };
        listener.Start();
        return instruments.SelectMany(NamesOf).ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<string> NamesOf(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : "");
        return instrument switch
        {
            Histogram<double> or Histogram<long> => [name + "_bucket", name + "_sum", name + "_count"],
            Counter<double> or Counter<long> => [name + "_total"],
            _ => [name],
        };
    }
}
