namespace SemanticCache.Cli.Policies;

/// <summary>How two policies differ.</summary>
/// <param name="Differences">The settings in which they do.</param>
internal sealed record PolicyDifferences(IReadOnlyList<PolicyDifference> Differences);
