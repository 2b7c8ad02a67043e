using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Reports;

/// <summary>Figures over time.</summary>
/// <param name="Step">How long each span is: <c>minute</c>, <c>hour</c> or <c>day</c>.</param>
/// <param name="Points">The spans, earliest first, those without requests among them.</param>
internal sealed record SeriesResult(string Step, IReadOnlyList<SeriesPoint> Points)
{
    /// <summary>A series of nothing.</summary>
    public static SeriesResult Empty { get; } = new(WireNames.Of(Protocol.V1.Step.Hour), []);

    /// <summary>Reads a series from the wire.</summary>
    public static SeriesResult Of(GetTimeSeriesResponse series) => new(WireNames.Of(series.Step), [.. series.Points.Select(SeriesPoint.Of)]);

    /// <summary>Returns the series in few columns, each of as many spans as it takes.</summary>
    /// <param name="most">How many columns there may be.</param>
    public IReadOnlyList<SeriesColumn> Columns(int most)
    {
        var spans = Math.Max(1, (Points.Count + most - 1) / most);
        return [.. Points.Chunk(spans).Select(SeriesColumn.Of)];
    }
}
