namespace SemanticCache.Cli.Merges;

/// <summary>The merges of a namespace that can be undone.</summary>
/// <param name="Items">The merges, newest first.</param>
internal sealed record MergeList(IReadOnlyList<MergeResult> Items);
