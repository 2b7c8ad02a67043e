using System.Text.RegularExpressions;

namespace SemanticCache.Server.Tests.Docker;

/// <summary>Reads from an expression for Prometheus what it asks for.</summary>
internal static partial class PromQuery
{
    private static readonly string[] Words = ["and", "bool", "by", "ignoring", "offset", "on", "or", "unless", "without"];

    /// <summary>Returns the names of metrics: all names but those of functions and labels.</summary>
    public static IReadOnlyList<string> MetricsOf(string expression) =>
        [.. Name().Matches(NotMetric().Replace(expression, " ")).Select(match => match.Value).Where(name => !Words.Contains(name))];

    /// <summary>Returns the names of labels: those that are compared, and those by which is grouped.</summary>
    public static IReadOnlyList<string> LabelsOf(string expression) =>
    [
        .. Grouping().Matches(expression).SelectMany(match => match.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries)),
        .. Comparison().Matches(expression).Select(match => match.Groups[1].Value),
    ];

    // What stands in braces and brackets, and what is grouped by.
    [GeneratedRegex(@"\{[^}]*\}|\[[^\]]*\]|\b(?:by|without|on|ignoring)\s*\([^)]*\)")]
    private static partial Regex NotMetric();

    [GeneratedRegex(@"(?<![\w:.$])[a-zA-Z_:][\w:]*(?![\w:])(?!\s*\()")]
    private static partial Regex Name();

    [GeneratedRegex(@"\b(?:by|without|on|ignoring)\s*\(([^)]*)\)")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"[{,]\s*([a-zA-Z_]\w*)\s*(?:=~|!~|!=|=)\s*""")]
    private static partial Regex Comparison();
}
