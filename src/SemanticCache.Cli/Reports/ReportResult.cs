using System.Text.Json.Serialization;

namespace SemanticCache.Cli.Reports;

/// <summary>The report on namespaces over a span of time.</summary>
/// <param name="StartTime">From when on.</param>
/// <param name="EndTime">Until when.</param>
/// <param name="Namespaces">The report on each namespace, ordered by name.</param>
internal sealed record ReportResult(DateTimeOffset StartTime, DateTimeOffset EndTime, IReadOnlyList<NamespaceReport> Namespaces)
{
    /// <summary>The span in words.</summary>
    [JsonIgnore]
    public string Span => $"{Numbers.Minute(StartTime)} to {Numbers.Minute(EndTime)}";
}
