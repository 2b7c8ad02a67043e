namespace SemanticCache.Cli.Invalidations;

/// <summary>The invalidations in a namespace that can still be looked up.</summary>
/// <param name="Items">The invalidations, newest first.</param>
internal sealed record InvalidationList(IReadOnlyList<InvalidationResult> Items);
