namespace SemanticCache.Cli.Reports;

/// <summary>The figures of namespaces.</summary>
/// <param name="Namespaces">The figures of each namespace, ordered by name.</param>
internal sealed record StatsResult(IReadOnlyList<NamespaceStats> Namespaces);
