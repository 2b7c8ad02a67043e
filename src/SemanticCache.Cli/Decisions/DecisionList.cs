namespace SemanticCache.Cli.Decisions;

/// <summary>A part of the decision log.</summary>
/// <param name="Items">The decisions, newest first.</param>
internal sealed record DecisionList(IReadOnlyList<DecisionResult> Items);
