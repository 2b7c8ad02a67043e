namespace SemanticCache.Cli.Reports;

/// <summary>Some spans of a series, one after the other, as one.</summary>
/// <param name="Spans">How many they are.</param>
/// <param name="Requests">Requests in all.</param>
/// <param name="HitRate">Hits over requests that did not fail; null where there were none.</param>
internal sealed record SeriesColumn(int Spans, long Requests, double? HitRate)
{
    /// <summary>Adds spans up.</summary>
    public static SeriesColumn Of(SeriesPoint[] points)
    {
        var requests = points.Sum(point => point.Requests);
        var answered = requests - points.Sum(point => point.Errors);
        return new SeriesColumn(points.Length, requests, answered > 0 ? (double)points.Sum(point => point.Hits) / answered : null);
    }
}
