namespace SemanticCache.Cli.Invalidations;

/// <summary>What undoing an invalidation did.</summary>
/// <param name="Restored">How many entries are there again.</param>
internal sealed record UndoResult(long Restored);
