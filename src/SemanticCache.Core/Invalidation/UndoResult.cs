namespace SemanticCache.Core.Invalidation;

/// <summary>What undoing an invalidation did.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Restored">How many entries are there again.</param>
internal readonly record struct UndoResult(UndoOutcome Outcome, long Restored = 0);
