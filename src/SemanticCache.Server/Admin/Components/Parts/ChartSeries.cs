namespace SemanticCache.Server.Admin.Components.Parts;

/// <summary>A line of a chart.</summary>
/// <param name="Name">Its name for people.</param>
/// <param name="Values">Its values, one for each time of the chart; null where there is none.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<double?> Values);
